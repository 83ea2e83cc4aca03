#include "cli/completion.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string_view>
#include <vector>

namespace secondsource::cli {
namespace {

std::vector<const CLI::App*> commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> out;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string names_of(const std::vector<const CLI::App*>& all) {
  std::string out;
  for (const CLI::App* command : all) out += (out.empty() ? "" : " ") + command->get_name();
  return out;
}

// In single quotes of a shell.
std::string in_quotes(std::string_view words) {
  std::string out = "'";
  for (const char c : words) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out += "'";
}

// What _describe of zsh and a colon list need: a colon in the words is escaped.
std::string described(const std::string& name, std::string_view words) {
  std::string out = name + ":";
  for (const char c : words) {
    if (c == ':') out += '\\';
    out += c;
  }
  return in_quotes(out);
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  std::string cases;
  for (const CLI::App* command : commands(app)) {
    cases += fmt::format("    {}) options={} ;;\n", command->get_name(),
                         in_quotes(joined(long_options(*command))));
  }
  return fmt::format(
      R"bash(# Completion of secondsource for bash: source <(secondsource completion bash)
_secondsource() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} options=
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W {0} -- "$word"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{1}  esac
  if [[ ${{COMP_WORDS[1]}} == completion ]]; then
    COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word"))
  elif [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _secondsource secondsource
)bash",
      in_quotes(names_of(commands(app)) + " --help --version"), cases);
}

std::string zsh_completion(const CLI::App& app) {
  std::string list, cases;
  for (const CLI::App* command : commands(app)) {
    list += "    " + described(command->get_name(), command->get_description()) + "\n";
    cases += fmt::format("    {}) options=({}) ;;\n", command->get_name(),
                         joined(long_options(*command)));
  }
  return fmt::format(R"zsh(#compdef secondsource
# Completion of secondsource for zsh: source <(secondsource completion zsh)
_secondsource() {{
  local -a commands options
  commands=(
{0}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
{1}  esac
  if [[ $words[2] == completion ]]; then
    compadd bash zsh fish
  elif [[ $words[CURRENT] == -* ]]; then
    compadd -- $options
  else
    _files
  fi
}}
compdef _secondsource secondsource
)zsh",
                     list, cases);
}

std::string fish_completion(const CLI::App& app) {
  std::string out =
      "# Completion of secondsource for fish: secondsource completion fish | source\n";
  for (const CLI::App* command : commands(app)) {
    out += fmt::format("complete -c secondsource -n __fish_use_subcommand -f -a {} -d {}\n",
                       command->get_name(), in_quotes(command->get_description()));
  }
  for (const CLI::App* command : commands(app)) {
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        out += fmt::format(
            "complete -c secondsource -n '__fish_seen_subcommand_from {}' -l {} -d {}{}\n",
            command->get_name(), name, in_quotes(option->get_description()),
            option->get_items_expected_max() > 0 ? " -r" : "");
      }
    }
  }
  return out +=
         "complete -c secondsource -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh "
         "fish'\n";
}

}  // namespace secondsource::cli

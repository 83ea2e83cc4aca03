#include "extract/model.h"

#include <charconv>
#include <map>
#include <stdexcept>
#include <string>

#include "extract/features.h"
#include "secondsource/data.h"

namespace secondsource::extract {
namespace {

constexpr std::uint32_t kMostQuestions = 16;  // of a tree

// The part of `text` before `c`, which is taken off it.
std::string_view cut(std::string_view& text, char c) {
  const std::size_t end = std::min(text.find(c), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

float number(std::string_view text) {
  float value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

BlockModel::BlockModel(const Data& data)
    : BlockModel(data.file("reader.tsv") != nullptr ? *data.file("reader.tsv")
                                                    : std::string_view()) {}

BlockModel::BlockModel(std::string_view table) {
  std::map<std::string, std::uint32_t> features;
  for (int i = 0; i < kFeatures; ++i) features[feature_name(i)] = static_cast<std::uint32_t>(i);
  while (!table.empty()) {
    std::string_view answers = cut(table, '\n');
    if (answers.empty() || answers.front() == '#' || answers.starts_with("questions")) continue;
    std::string_view questions = cut(answers, '\t');
    Tree tree;
    tree.first_question = static_cast<std::uint32_t>(questions_.size());
    tree.first_answer = static_cast<std::uint32_t>(answers_.size());
    while (!questions.empty()) {
      std::string_view threshold = cut(questions, ' ');
      const auto feature = features.find(std::string(cut(threshold, '>')));
      if (feature == features.end()) throw std::runtime_error("reader.tsv: an unknown feature");
      questions_.push_back({feature->second, number(threshold)});
    }
    tree.questions = static_cast<std::uint32_t>(questions_.size()) - tree.first_question;
    while (!answers.empty()) answers_.push_back(number(cut(answers, ' ')));
    if (tree.questions > kMostQuestions ||
        answers_.size() - tree.first_answer != std::size_t{1} << tree.questions) {
      throw std::runtime_error("reader.tsv: not two to the power of its questions answers");
    }
    trees_.push_back(tree);
  }
}

float BlockModel::score(const float* row) const {
  float sum = 0;
  for (const Tree& tree : trees_) {
    std::uint32_t answer = 0;
    for (std::uint32_t i = 0; i < tree.questions; ++i) {
      const Question& question = questions_[tree.first_question + i];
      answer |= static_cast<std::uint32_t>(row[question.feature] > question.threshold) << i;
    }
    sum += answers_[tree.first_answer + answer];
  }
  return sum;
}

}  // namespace secondsource::extract

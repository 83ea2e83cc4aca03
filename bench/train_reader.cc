// Learns data/reader.tsv: which blocks of a page belong to its article.
//
//   ./dev bench read --texts pages segments > others.jsonl
//   train_reader pages segments --all --others others.jsonl > data/reader.tsv
//
// FOLDER holds pages and truth.jsonl, either {id, body} (the page is ID.html) or {file, with,
// without}: segments that must and must not be in the text.  Pages are learnt from by site, with
// bench/pages.py's division: the test part is kept for measuring (--all takes it too).
// Cross-validated figures go to standard error, for folds of whole sites.  The same pages give the
// same table, byte for byte.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "extract/body.h"
#include "extract/encoding.h"
#include "extract/features.h"
#include "secondsource/data.h"

namespace {

using namespace secondsource;
using namespace secondsource::extract;

struct Sample {
  Tree tree;
  std::string html, key, file, body;
  std::vector<std::string> with, without;
  Blocks blocks;
  Page page;
  std::vector<float> features;
  std::vector<char> known;
  std::vector<float> target, weight;  // of each block; weight 0: unknown
  std::vector<float> scores;          // out of fold
  int fold = 0;
};

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash ^ (hash >> 32);
}

// As site_of() of bench/pages.py.
std::string site_of(std::string_view url) {
  const bool saved = url.starts_with("hard::");
  const std::size_t colon = url.find(':');
  std::string host(url.substr(saved ? 6 : colon == std::string_view::npos ? 0 : colon + 1));
  host.erase(0, std::min(host.find_first_not_of('/'), host.size()));
  if (host.starts_with("www.")) host.erase(0, 4);
  host.resize(std::min(host.find_first_of("/:?#"), host.size()));
  if (saved) {
    if (host.ends_with(".html")) host.resize(host.size() - 5);
    host.resize(std::min(host.find('-'), host.size()));
  }
  std::vector<std::string> labels(1);
  for (const char c : host) {
    if (c == '.') {
      labels.emplace_back();
    } else {
      labels.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
  }
  const std::size_t n = labels.size();
  const std::size_t kept = n > 2 && labels[n - 2].size() <= 3 ? 3 : std::min<std::size_t>(n, 2);
  std::string site;
  for (std::size_t i = n - kept; i < n; ++i) site += (site.empty() ? "" : ".") + labels[i];
  return site;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

bool word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
         ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_';
}

std::vector<std::uint64_t> words_of(std::string_view text) {
  std::string clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // General punctuation (U+2000 to U+206F) and U+00A0 to U+00BF are no words.
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xE2 && i + 2 < text.size() &&
        (static_cast<unsigned char>(text[i + 1]) & 0xFE) == 0x80) {
      clean += ' ';
      i += 2;
    } else if (byte == 0xC2) {
      clean += ' ';
      ++i;
    } else {
      clean += text[i];
    }
  }
  std::vector<std::uint64_t> words;
  for (std::size_t i = 0; i < clean.size();) {
    if (!word_byte(clean[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < clean.size() && word_byte(clean[i])) ++i;
    words.push_back(hash_of(std::string_view(clean).substr(begin, i - begin)));
  }
  return words;
}

std::map<std::uint64_t, int> shingles_of(std::string_view text, std::size_t n = 4) {
  const std::vector<std::uint64_t> words = words_of(text);
  std::map<std::uint64_t, int> out;
  if (words.empty()) return out;
  const std::size_t last = words.size() >= n ? words.size() - n : 0;
  for (std::size_t i = 0; i <= last; ++i) {
    std::uint64_t hash = 0;
    for (std::size_t j = i; j < std::min(i + n, words.size()); ++j)
      hash = hash * 0x9E3779B97F4A7C15ull + words[j];
    ++out[hash];
  }
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool nbsp = text.substr(i, 2) == "\xC2\xA0";
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || nbsp) {
      gap = true;
      if (nbsp) ++i;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

// Words of the block that lie in runs of the body.
void label_by_body(Sample& sample) {
  const auto body = shingles_of(sample.body, 3);
  const auto body_words = words_of(sample.body);
  const std::set<std::uint64_t> all(body_words.begin(), body_words.end());
  const double total = std::max<double>(static_cast<double>(body_words.size()), 20);
  for (std::size_t i = 0; i < sample.blocks.blocks.size(); ++i) {
    const Block& block = sample.blocks.blocks[i];
    const auto mine = shingles_of(sample.blocks.of(block), 3);
    double count = 0, found = 0;
    for (const auto& [hash, n] : mine) {
      count += n;
      if (body.contains(hash)) found += n;
    }
    const auto words = words_of(sample.blocks.of(block));
    if (words.size() < 3) {
      const std::string needle = folded(sample.blocks.of(block));
      found =
          ("\n" + sample.body + "\n").find("\n" + needle + "\n") != std::string::npos ? count : 0;
    }
    sample.target[i] = count > 0 && found / count >= 0.6;
    sample.weight[i] =
        static_cast<float>(std::min(1.0, (static_cast<double>(words.size()) + 3) / total) * 20);
  }
}

void label_by_segments(Sample& sample) {
  // A segment may run over several blocks: each block knows where it stands in the whole text.
  std::string all;
  std::vector<std::size_t> begins;
  for (const Block& block : sample.blocks.blocks) {
    if (!all.empty()) all += ' ';
    begins.push_back(all.size());
    all += sample.blocks.of(block);
  }
  const auto mark = [&](const std::vector<std::string>& segments, float target) {
    for (const std::string& raw : segments) {
      const std::string segment = folded(raw);
      if (segment.size() < 4) continue;
      std::vector<std::size_t> places;
      for (std::size_t at = all.find(segment); at != std::string::npos && places.size() < 20;
           at = all.find(segment, at + 1)) {
        places.push_back(at);
      }
      for (const std::size_t at : places) {
        const auto first = std::upper_bound(begins.begin(), begins.end(), at) - begins.begin() - 1;
        for (std::size_t i = static_cast<std::size_t>(first);
             i < begins.size() && begins[i] < at + segment.size(); ++i) {
          sample.target[i] = target;
          sample.weight[i] = 1.0f / static_cast<float>(target > 0 ? places.size() : 1);
        }
      }
    }
  };
  mark(sample.with, 1);
  mark(sample.without, 0);
}

// Blocks that no segment labels take what other readers say of them, where they agree.
void label_by_others(Sample& sample, const std::vector<std::string>& texts, float weight) {
  std::vector<std::map<std::uint64_t, int>> others;
  for (const std::string& text : texts) others.push_back(shingles_of(text, 3));
  for (std::size_t i = 0; i < sample.blocks.blocks.size(); ++i) {
    if (sample.weight[i] > 0) continue;
    const Block& block = sample.blocks.blocks[i];
    const auto mine = shingles_of(sample.blocks.of(block), 3);
    if (words_of(sample.blocks.of(block)).size() < 3) continue;
    int yes = 0, no = 0;
    for (const auto& other : others) {
      double count = 0, found = 0;
      for (const auto& [hash, n] : mine) {
        count += n;
        if (other.contains(hash)) found += n;
      }
      if (found >= 0.7 * count) ++yes;
      if (found <= 0.1 * count) ++no;
    }
    const auto all = static_cast<int>(others.size());
    // Most blocks of a page are furniture: some of them will do.
    constexpr int kFew = 8;
    const bool few = (hash_of(sample.key) + i * 7) % kFew == 0;
    if (yes != all && (no != all || !few)) continue;
    sample.target[i] = yes == all;
    sample.weight[i] = weight * std::min(1.0f, (block.words + 3) / 30) * (yes == all ? 1 : kFew);
  }
}

std::vector<Sample> load(const std::vector<std::string>& folders, const Data& data, bool all,
                         int folds, std::uint64_t seed) {
  const Phrases& phrases = data.derived<Phrases>();
  const Markup& markup = data.derived<Markup>();
  std::vector<Sample> samples;
  for (const std::string& folder : folders) {
    std::ifstream in(folder + "/truth.jsonl");
    simdjson::dom::parser parser;
    for (std::string line; std::getline(in, line);) {
      simdjson::dom::object row = parser.parse(line);
      Sample sample;
      std::string_view text;
      std::string file;
      if (row["body"].get(text) == simdjson::SUCCESS) {
        sample.body = text;
        sample.key = std::string_view(row["id"]);
        file = sample.key + ".html";
      } else {
        sample.key = std::string_view(row["url"]);
        file = std::string_view(row["file"]);
        for (const auto item : simdjson::dom::array(row["with"]))
          sample.with.emplace_back(std::string_view(item));
        for (const auto item : simdjson::dom::array(row["without"]))
          sample.without.emplace_back(std::string_view(item));
      }
      const std::uint64_t hash = hash_of(site_of(std::string_view(row["url"])));
      if (!all && hash % 4 == 3) continue;
      // Other seeds, other divisions.
      sample.fold = static_cast<int>((((hash >> 2) * (2 * seed + 1)) >> (seed > 0 ? 11 : 0)) %
                                     static_cast<unsigned>(folds));
      sample.file = file;
      sample.html = decode_page(read_file(folder + "/" + file)).text;
      samples.push_back(std::move(sample));
    }
  }
  for (Sample& sample : samples) {
    if (!parse_html(sample.html, 100'000, sample.tree)) continue;
    find_blocks(sample.tree, markup, sample.blocks);
    sample.page = read_page(sample.tree, markup);
    find_features(sample.tree, sample.blocks, sample.page, phrases, sample.features);
    const std::size_t n = sample.blocks.blocks.size();
    sample.target.assign(n, 0);
    sample.weight.assign(n, 0);
    sample.scores.assign(n, 0);
    if (sample.body.empty()) {
      label_by_segments(sample);
    } else {
      label_by_body(sample);
    }
    for (const float w : sample.weight) sample.known.push_back(w > 0);
  }
  return samples;
}

// `file`: a line a page, {file, texts: [of each reader]}.
void add_others(std::vector<Sample>& samples, const std::string& file) {
  constexpr float kWeight = 0.1f;  // of what they say, beside 1 for the label of a segment
  std::map<std::string, std::vector<std::string>> texts;
  std::ifstream in(file);
  simdjson::dom::parser parser;
  for (std::string line; std::getline(in, line);) {
    simdjson::dom::object row = parser.parse(line);
    auto& list = texts[std::string(std::string_view(row["file"]))];
    for (const auto text : simdjson::dom::array(row["texts"])) {
      list.emplace_back(std::string_view(text));
    }
  }
  for (Sample& sample : samples) {
    const auto found = texts.find(sample.file);
    if (sample.body.empty() && found != texts.end()) {
      label_by_others(sample, found->second, kWeight);
    }
  }
}

struct Options {
  int trees = 120, depth = 5, bins = 40;
  double rate = 0.12, regularisation = 8, share = 0.4;
};

// Rows of one training set, features already cut into bins.
struct Set {
  std::vector<std::vector<std::uint8_t>> bins{kFeatures};  // of each feature, a row each
  std::vector<float> target, weight;
  std::size_t rows() const { return target.size(); }
};

using Thresholds = std::vector<std::vector<float>>;

Thresholds find_thresholds(const std::vector<Sample>& samples, int bins) {
  Thresholds out(kFeatures);
  for (int f = 0; f < kFeatures; ++f) {
    std::vector<float> values;
    for (const Sample& sample : samples) {
      for (std::size_t i = 0; i < sample.weight.size(); ++i) {
        if (sample.weight[i] > 0)
          values.push_back(sample.features[i * kFeatures + static_cast<std::size_t>(f)]);
      }
    }
    std::sort(values.begin(), values.end());
    for (int b = 1; b < bins; ++b) {
      const float value =
          values[values.size() * static_cast<std::size_t>(b) / static_cast<std::size_t>(bins)];
      if (value >= values.back()) break;
      if (out[static_cast<std::size_t>(f)].empty() ||
          out[static_cast<std::size_t>(f)].back() < value) {
        out[static_cast<std::size_t>(f)].push_back(value);
      }
    }
    // A feature that is rarely set is worth a question all the same.
    if (out[static_cast<std::size_t>(f)].empty() && values.front() < values.back()) {
      out[static_cast<std::size_t>(f)].push_back(
          *std::prev(std::lower_bound(values.begin(), values.end(), values.back())));
    }
  }
  return out;
}

void append(const Sample& sample, const Thresholds& thresholds, Set& set) {
  for (std::size_t i = 0; i < sample.weight.size(); ++i) {
    if (sample.weight[i] <= 0) continue;
    for (std::size_t f = 0; f < kFeatures; ++f) {
      const auto& cuts = thresholds[f];
      const float value = sample.features[i * kFeatures + f];
      set.bins[f].push_back(static_cast<std::uint8_t>(
          std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin()));
    }
    set.target.push_back(sample.target[i]);
    set.weight.push_back(sample.weight[i]);
  }
}

// Each tree may ask about some of the features only, so that no one of them carries all trees.
bool sampled(int tree, std::size_t feature, double share) {
  const auto hash = hash_of(fmt::format("{} {}", tree, feature));
  return static_cast<double>(hash % 1000) < share * 1000;
}

// The table of a model.  Thresholds and answers are rounded before they are used on.
std::string train(const Set& set, const Thresholds& thresholds, const Options& options) {
  std::string table;
  const std::size_t n = set.rows();
  std::vector<double> score(n, 0), gradient(n), hessian(n);
  std::vector<std::uint32_t> leaf(n);
  for (int t = 0; t < options.trees; ++t) {
    for (std::size_t i = 0; i < n; ++i) {
      const double p = 1 / (1 + std::exp(-score[i]));
      gradient[i] = set.weight[i] * (set.target[i] - p);
      hessian[i] = set.weight[i] * p * (1 - p);
      leaf[i] = 0;
    }
    std::string questions;
    int depth = 0;
    for (; depth < options.depth; ++depth) {
      const std::size_t leaves = std::size_t{1} << depth;
      double best_gain = -1;
      std::size_t best_feature = 0, best_bin = 0;
      for (std::size_t f = 0; f < kFeatures; ++f) {
        const std::size_t bins = thresholds[f].size() + 1;
        if (bins < 2 || !sampled(t, f, options.share)) continue;
        std::vector<double> g(leaves * bins), h(leaves * bins);
        for (std::size_t i = 0; i < n; ++i) {
          const std::size_t at = leaf[i] * bins + set.bins[f][i];
          g[at] += gradient[i];
          h[at] += hessian[i];
        }
        std::vector<double> gains(bins - 1, 0);
        for (std::size_t l = 0; l < leaves; ++l) {
          double all_g = 0, all_h = 0;
          for (std::size_t b = 0; b < bins; ++b) {
            all_g += g[l * bins + b];
            all_h += h[l * bins + b];
          }
          double left_g = 0, left_h = 0;
          for (std::size_t b = 0; b + 1 < bins; ++b) {
            left_g += g[l * bins + b];
            left_h += h[l * bins + b];
            const double right_g = all_g - left_g, right_h = all_h - left_h;
            const double k = options.regularisation;
            gains[b] += left_g * left_g / (left_h + k) + right_g * right_g / (right_h + k);
          }
        }
        for (std::size_t b = 0; b + 1 < bins; ++b) {
          if (gains[b] > best_gain + 1e-9) {
            best_gain = gains[b];
            best_feature = f;
            best_bin = b;
          }
        }
      }
      questions += fmt::format("{}{}>{:.6g}", depth == 0 ? "" : " ",
                               feature_name(static_cast<int>(best_feature)),
                               thresholds[best_feature][best_bin]);
      for (std::size_t i = 0; i < n; ++i) {
        if (set.bins[best_feature][i] > best_bin) leaf[i] |= 1u << depth;
      }
    }
    const std::size_t leaves = std::size_t{1} << depth;
    std::vector<double> g(leaves), h(leaves);
    for (std::size_t i = 0; i < n; ++i) {
      g[leaf[i]] += gradient[i];
      h[leaf[i]] += hessian[i];
    }
    std::vector<double> answers(leaves);
    table += questions + '\t';
    for (std::size_t l = 0; l < leaves; ++l) {
      const double answer = options.rate * g[l] / (h[l] + options.regularisation);
      const std::string text = fmt::format("{:.4f}", answer);
      answers[l] = std::stod(text);
      table += (l == 0 ? "" : " ") + text;
    }
    table += '\n';
    for (std::size_t i = 0; i < n; ++i) score[i] += answers[leaf[i]];
  }
  return table;
}

// Body F1 over 4-word shingles and segment F1 of what choose_blocks makes of the scores.
void report(const std::vector<Sample>& samples, const Phrases& phrases, const char* name,
            const char* only) {
  double precision = 0, recall = 0, pages = 0, tp = 0, fp = 0, fn = 0;
  for (const Sample& sample : samples) {
    std::string text;
    for (const std::uint32_t i :
         choose_blocks(sample.tree, sample.blocks, phrases, sample.features, sample.scores)) {
      text += std::string(sample.blocks.of(sample.blocks.blocks[i])) + "\n";
    }
    if (!sample.body.empty()) {
      const auto truth = shingles_of(sample.body), mine = shingles_of(text);
      double t = 0, p = 0, n = 0;
      for (const auto& [hash, count] : mine) {
        const auto found = truth.find(hash);
        const int have = found == truth.end() ? 0 : found->second;
        t += std::min(have, count);
        p += std::max(0, count - have);
      }
      for (const auto& [hash, count] : truth) n += count;
      n -= t;
      const double page_precision = t + p > 0 ? t / (t + p) : 1,
                   page_recall = t + n > 0 ? t / (t + n) : 1;
      precision += page_precision;
      recall += page_recall;
      ++pages;
      if (only == nullptr) continue;
      fmt::print(stderr, "P {:.3f} R {:.3f} {}\n", page_precision, page_recall, sample.key);
      for (std::size_t i = 0; i < sample.scores.size(); ++i) {
        if ((sample.scores[i] > 0) == (sample.target[i] > 0)) continue;
        fmt::print(stderr, "     {} {:.2f} {}\n", sample.target[i] > 0 ? "LOST" : "KEPT",
                   sample.scores[i], sample.blocks.of(sample.blocks.blocks[i]).substr(0, 110));
      }
    } else {
      const std::string whole = folded(text);
      std::string lost, kept;
      for (const std::string& s : sample.with) {
        if (whole.find(folded(s)) != std::string::npos) {
          ++tp;
        } else {
          ++fn;
          lost += "\n     LOST " + s.substr(0, 90);
        }
      }
      for (const std::string& s : sample.without) {
        if (whole.find(folded(s)) != std::string::npos) {
          ++fp;
          kept += "\n     KEPT " + s.substr(0, 90);
        }
      }
      if (only != nullptr && !(lost + kept).empty())
        fmt::print(stderr, "{}{}{}\n", sample.key, lost, kept);
    }
  }
  precision /= std::max(pages, 1.0);
  recall /= std::max(pages, 1.0);
  double loss[2] = {0, 0}, weights[2] = {0, 0};
  for (const Sample& sample : samples) {
    const int kind = sample.body.empty() ? 1 : 0;
    for (std::size_t i = 0; i < sample.scores.size(); ++i) {
      if (!sample.known[i]) continue;
      const double sign = sample.target[i] > 0 ? 1 : -1;
      loss[kind] += sample.weight[i] * std::log1p(std::exp(-sign * sample.scores[i]));
      weights[kind] += sample.weight[i];
    }
  }
  fmt::print(stderr, "loss {:.4f} {:.4f} ", loss[0] / weights[0], loss[1] / weights[1]);
  fmt::print(stderr,
             "{}: pages P {:.4f} R {:.4f} F1 {:.4f}; segments P {:.4f} R {:.4f} F1 {:.4f}\n", name,
             precision, recall, 2 * precision * recall / (precision + recall), tp / (tp + fp),
             tp / (tp + fn), 2 * tp / (2 * tp + fp + fn));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> folders;
  bool all = false, verbose = false;
  int folds = 5;
  Options options;
  std::string others;
  std::uint64_t seed = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const auto value = [&] { return std::atof(argv[++i]); };
    if (argument == "--all")
      all = true;
    else if (argument == "-v")
      verbose = true;
    else if (argument == "--folds")
      folds = static_cast<int>(value());
    else if (argument == "--trees")
      options.trees = static_cast<int>(value());
    else if (argument == "--depth")
      options.depth = static_cast<int>(value());
    else if (argument == "--rate")
      options.rate = value();
    else if (argument == "--share")
      options.share = value();
    else if (argument == "--reg")
      options.regularisation = value();
    else if (argument == "--others")
      others = argv[++i];
    else if (argument == "--seed")
      seed = static_cast<std::uint64_t>(value());
    else if (argument == "--bins")
      options.bins = static_cast<int>(value());
    else
      folders.push_back(argument);
  }
  const auto data = Data::load();
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 2;
  }
  std::vector<Sample> samples = load(folders, **data, all, folds, seed);
  if (!others.empty()) add_others(samples, others);
  const Thresholds thresholds = find_thresholds(samples, options.bins);
  const auto score_folds = [&] {
    for (int fold = 0; fold < folds; ++fold) {
      Set set;
      for (const Sample& sample : samples) {
        if (sample.fold != fold) append(sample, thresholds, set);
      }
      const BlockModel model(train(set, thresholds, options));
      for (Sample& sample : samples) {
        if (sample.fold != fold) continue;
        for (std::size_t i = 0; i < sample.scores.size(); ++i) {
          sample.scores[i] = model.score(&sample.features[i * kFeatures]);
        }
      }
    }
  };
  score_folds();
  report(samples, (*data)->derived<Phrases>(), "cross-validated", verbose ? "" : nullptr);
  Set set;
  for (const Sample& sample : samples) append(sample, thresholds, set);
  fmt::print(
      "# Which blocks of a page are its article: see src/extract/model.h.  Written by "
      "bench/train_reader.cc.\n"
      "questions\tanswers\n{}",
      train(set, thresholds, options));
}

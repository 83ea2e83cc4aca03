// The learnt part of reading: boosted oblivious trees over the features of a block.
//
// In an oblivious tree all nodes of one level ask the same question, so that a tree is a list of
// questions and a table of answers (Prokhorenkova et al., "CatBoost: unbiased boosting with
// categorical features", NeurIPS 2018).  data/reader.tsv, written by bench/train_reader.cc: a row a
// tree, with its questions "FEATURE>NUMBER …" and, for each combination of yes and no (the first
// question is the lowest bit), an answer in log-odds.  They add up.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace secondsource {
class Data;
}

namespace secondsource::extract {

class BlockModel {
 public:
  explicit BlockModel(const Data& data);
  explicit BlockModel(std::string_view table);

  // Log-odds that a block with these features (kFeatures numbers) belongs to the article.
  float score(const float* row) const;

  struct Question {
    std::uint32_t feature = 0;
    float threshold = 0;
  };
  struct Tree {
    std::uint32_t first_question = 0, questions = 0, first_answer = 0;
  };

 private:
  std::vector<Tree> trees_;
  std::vector<Question> questions_;
  std::vector<float> answers_;
};

}  // namespace secondsource::extract

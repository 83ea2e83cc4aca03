// What is known of each block of a page, as numbers: its own form, where it stands, what stands
// around it, and what the page says about its article.  data/reader.tsv decides from these.
#pragma once

#include <string>
#include <vector>

#include "extract/blocks.h"
#include "extract/page.h"
#include "extract/phrases.h"

namespace secondsource::extract {

// Columns of a row.  The hints follow: those of all elements around the block, then those of the
// three innermost.
enum Feature : int {
  kSize,
  kWords,
  kLinkDensity,
  kLinks,
  kDigits,
  kUpper,
  kSentences,
  kCommas,
  kEmphasis,
  kEndsSentence,
  kWordLength,
  kTag,
  kDepth,
  kInList,
  kInTable,
  kInBlockquote,
  kInFigure,
  kInCaption,
  kInAside,
  kInNav,
  kInFooter,
  kInHeader,
  kInArticle,
  kInMain,
  kInForm,
  kInParagraph,
  kInHeading,
  kIsLink,
  kPosition,
  kBlocksBefore,
  kSizeBefore,
  kSizeBefore2,
  kSizeAfter,
  kSizeAfter2,
  kDensityBefore,
  kDensityAfter,
  kGoodBefore,
  kGoodAfter,
  kToGoodBefore,
  kToGoodAfter,
  kParentShare,
  kParentShare2,
  kParentShare3,
  kSiblingShare,
  kInContainer,
  kContainerDistance,
  kContainerParent,
  kParentDensity,
  kParentDensity2,
  kSameSiblings,
  kPageGood,
  kBodyShare,
  kIsTitle,
  kAfterTitle,
  kInDescription,
  kRepeated,
  kOwnSize,
  kMaxSize,
  kFurnitureWords,
  kFurnitureShare,
  kTitleSteps,
  kTitleStepsMore,
  kSignatureShare,
  kRunShare,
  kStartsLower,
  kStartsDigit,
  kHasAddress,
  kHeadingBefore,
  kHeadingAfter,
  kSameAsBefore,
  kBylineBefore,
  kBylineAfter,
  kTimeBefore,
  kTimeAfter,
  kAlike,
  kAlikeOnes,
  kPictures,
  kPicturesMore,
  kControls,
  kControlsMore,
  kCards,
  kCardLinks,
  kBodyElement,
  kArticleElement,
  kMainElement,
  kSectionDensity,
  kSectionGood,
  kSignatureDensity,
  kSignatureSize,
  kSignatureCount,
  kStartsMark,
  kStartsQuote,
  kEndsColon,
  kHasBar,
  kHasCopyright,
  kPunctuation,
  kOwnLinks,
  kListDensity,
  kStartsLinked,
  kEndsDots,
  kLinkedTitle,
  kBeforeSteps,
  kAfterSteps,
  kHintAbove,
  kHintNear = kHintAbove + kHints,
  kFeatures = kHintNear + kHints
};

// The rows of all blocks, one after another: `out` has kFeatures numbers for each.  Linear.
void find_features(const Tree& tree, const Blocks& blocks, const Page& page, const Phrases& phrases,
                   std::vector<float>& out);

// As data/reader.tsv names it: "size", "above:comment", "near:comment".
std::string feature_name(int feature);

}  // namespace secondsource::extract

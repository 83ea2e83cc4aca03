#include "report/names.h"

namespace secondsource::report {

std::string_view name_of(Precision precision) {
  switch (precision) {
    case Precision::kDay:
      return "day";
    case Precision::kMinute:
      return "minute";
    case Precision::kSecond:
      return "second";
  }
  return {};
}

std::string_view name_of(Article::Form form) {
  switch (form) {
    case Article::Form::kArticle:
      return "article";
    case Article::Form::kLive:
      return "live";
    case Article::Form::kRoundup:
      return "roundup";
    case Article::Form::kSummary:
      return "summary";
  }
  return {};
}

std::string_view name_of(Credit::Evidence evidence) {
  switch (evidence) {
    case Credit::Evidence::kDateline:
      return "dateline";
    case Credit::Evidence::kByline:
      return "byline";
    case Credit::Evidence::kSource:
      return "source";
    case Credit::Evidence::kContribution:
      return "contribution";
    case Credit::Evidence::kCopyright:
      return "copyright";
    case Credit::Evidence::kCanonical:
      return "canonical";
    case Credit::Evidence::kFirstPublished:
      return "first-published";
    case Credit::Evidence::kSyndication:
      return "syndication";
  }
  return {};
}

std::string_view name_of(Field field) {
  switch (field) {
    case Field::kText:
      return "text";
    case Field::kTitle:
      return "title";
  }
  return {};
}

std::string_view name_of(Mention::Kind kind) {
  switch (kind) {
    case Mention::Kind::kDirect:
      return "direct";
    case Mention::Kind::kIndirect:
      return "indirect";
    case Mention::Kind::kMixed:
      return "mixed";
  }
  return {};
}

std::string_view name_of(Speaker::Kind kind) {
  switch (kind) {
    case Speaker::Kind::kPerson:
      return "person";
    case Speaker::Kind::kOrganisation:
      return "organisation";
    case Speaker::Kind::kUnnamed:
      return "unnamed";
  }
  return {};
}

std::string_view name_of(Via::Manner manner) {
  switch (manner) {
    case Via::Manner::kTold:
      return "told";
    case Via::Manner::kCited:
      return "cited";
    case Via::Manner::kOwn:
      return "own";
  }
  return {};
}

std::string_view name_of(Occasion::Kind kind) {
  switch (kind) {
    case Occasion::Kind::kSpeech:
      return "speech";
    case Occasion::Kind::kPost:
      return "post";
    case Occasion::Kind::kPressRelease:
      return "press-release";
    case Occasion::Kind::kPressConference:
      return "press-conference";
    case Occasion::Kind::kInterview:
      return "interview";
    case Occasion::Kind::kFiling:
      return "filing";
    case Occasion::Kind::kLetter:
      return "letter";
  }
  return {};
}

std::string_view name_of(Fact::Kind kind) {
  switch (kind) {
    case Fact::Kind::kNumber:
      return "number";
    case Fact::Kind::kDate:
      return "date";
    case Fact::Kind::kPlace:
      return "place";
    case Fact::Kind::kName:
      return "name";
  }
  return {};
}

std::string_view name_of(Fact::Bound bound) {
  switch (bound) {
    case Fact::Bound::kExact:
      return "exact";
    case Fact::Bound::kAtLeast:
      return "at-least";
    case Fact::Bound::kAtMost:
      return "at-most";
    case Fact::Bound::kAbout:
      return "about";
  }
  return {};
}

std::string_view name_of(Passage::Kind kind) {
  switch (kind) {
    case Passage::Kind::kNarrative:
      return "narrative";
    case Passage::Kind::kQuotation:
      return "quotation";
    case Passage::Kind::kIdentical:
      return "identical";
  }
  return {};
}

std::string_view name_of(Origin::Kind kind) {
  switch (kind) {
    case Origin::Kind::kAgency:
      return "agency";
    case Origin::Kind::kOutlet:
      return "outlet";
    case Origin::Kind::kUnknown:
      return "unknown";
  }
  return {};
}

std::string_view name_of(Rule rule) {
  switch (rule) {
    case Rule::kSameOutlet:
      return "same-outlet";
    case Rule::kCopied:
      return "copied";
    case Rule::kCredited:
      return "credited";
    case Rule::kCited:
      return "cited";
    case Rule::kReprinted:
      return "reprinted";
    case Rule::kOwnAccess:
      return "own-access";
  }
  return {};
}

std::string_view name_of(Discrepancy::Kind kind) {
  switch (kind) {
    case Discrepancy::Kind::kWords:
      return "words";
    case Discrepancy::Kind::kSpeaker:
      return "speaker";
    case Discrepancy::Kind::kNumber:
      return "number";
    case Discrepancy::Kind::kDate:
      return "date";
    case Discrepancy::Kind::kPlace:
      return "place";
    case Discrepancy::Kind::kName:
      return "name";
  }
  return {};
}

std::string_view name_of(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::kOrigin:
      return "origin";
    case Change::Kind::kWords:
      return "words";
    case Change::Kind::kDropped:
      return "dropped";
  }
  return {};
}

std::string_view name_of(FamilyChange::Kind kind) {
  switch (kind) {
    case FamilyChange::Kind::kMerged:
      return "merged";
    case FamilyChange::Kind::kSplit:
      return "split";
    case FamilyChange::Kind::kRenamed:
      return "renamed";
    case FamilyChange::Kind::kGone:
      return "gone";
  }
  return {};
}

std::string_view name_of(Correction::Kind kind) {
  return kind == Correction::Kind::kCorrection ? "correction" : "withdrawal";
}

}  // namespace secondsource::report

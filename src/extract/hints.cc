// Words in class names and ids → Hint.  Pages of all languages use mostly English ones.
#include <array>

#include "extract/blocks.h"

namespace secondsource::extract {
namespace {

struct Row {
  std::uint32_t hint;
  std::string_view words;
};

constexpr Row kRows[] = {
    {kHintContent,
     "article articles artikel articolo articulo post entry content story text body main copy "
     "paragraph paragraphs single blog news beitrag inhalt contenu contenido hentry page detail "
     "details prose richtext wysiwyg markdown node field maincontent articlebody"},
    {kHintComment,
     "comment comments commentlist commenting disqus reply replies respond discussion kommentar "
     "kommentare commentaire commentaires comentarios comentario commento commenti fbcomments "
     "livefyre reaction reactions forum"},
    {kHintShare,
     "share sharing sharebar shares sharedaddy social socials follow facebook twitter pinterest "
     "whatsapp linkedin addthis addtoany teilen partager compartir jetpack likes like print email "
     "bookmark"},
    {kHintRelated,
     "related recommend recommended recommendation recommendations more teaser teasers trending "
     "trend popular latest similar further mostread readmore recirc recirculation promo promos "
     "headlines outbrain taboola carousel slider next prev previous zergnet also crosslinks "
     "seealso "
     "relacionadas relacionados verwandt weitere explore upnext suggested suggestions jp ticker"},
    {kHintNavigation,
     "nav navigation navbar menu menus breadcrumb breadcrumbs pagination pager toc sitemap topbar "
     "skip submenu dropdown tabs tab index offcanvas hamburger"},
    {kHintSidebar,
     "sidebar aside rail widget widgets secondary complementary side sidebars rightcol "
     "rightcolumn marginal"},
    {kHintAdvertisement,
     "ad ads advert adverts advertisement advertisements advertising adsense adslot adv anzeige "
     "werbung sponsor sponsored sponsors banner promotion promoted promotional commercial dfp gpt "
     "publicidad pub publicite affiliate marketing shopping buy shop store product deals"},
    {kHintMeta,
     "byline author authors autor auteur date time datetime timestamp published publish updated "
     "tags tag taglist topics topic keywords category categories cat meta metadata metas info "
     "dateline posted postmeta pubdate source datum views readtime"},
    {kHintCaption,
     "caption captions figcaption figure image images img photo photos gallery galleries media "
     "video "
     "videos picture credit credits thumbnail thumb thumbs slideshow slide player audio podcast "
     "lightbox legend legende bildunterschrift"},
    {kHintSubscribe,
     "newsletter newsletters subscribe subscription subscriptions subscriber signup signin paywall "
     "login register registration cookie cookies consent gdpr modal popup overlay form search "
     "donate donation membership abo optin cta notification notifications app apps download "
     "privacy"},
    {kHintFooter,
     "footer foot copyright legal disclaimer bottom imprint impressum colophon terms footnote "
     "footnotes endnote"},
    {kHintHeader, "header head masthead top hero logo brand branding branded topnav site"},
    {kHintTitle, "title headline hed heading subtitle titel titre titulo"},
    {kHintLead,
     "lead lede intro introduction standfirst dek summary description excerpt deck subhead "
     "subheadline subheading chapeau abstract kicker preamble ingress sommario bajada entradilla "
     "teasertext vorspann blurb synopsis tldr"},
    {kHintQuote, "quote quotes pullquote blockquote pull zitat citation"},
    {kHintHidden,
     "hidden hide visually visuallyhidden sr screenreader invisible printonly noprint offscreen "
     "collapse collapsed accessibility a11y none"},
    {kHintBiography,
     "bio biography about profile authorbox contributor contributors writer vcard abouttheauthor "
     "authorinfo editor avatar team"},
    {kHintBox,
     "box infobox factbox callout note notice alert inset insert highlight highlights tip toolbar "
     "tools tool tooltip message messages warning factsheet rating review score poll quiz survey "
     "vote stats"},
    {kHintList,
     "list lists grid card cards feed stream item items tile tiles archive archives results "
     "collection listing"},
    {kHintEmbed, "embed embedded embeds tweet instagram youtube iframe twitter-tweet"},
};

constexpr std::size_t kSlots = 2048;

constexpr std::uint32_t hash(std::string_view word) {
  std::uint32_t h = 2166136261u;
  for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h ^ (h >> 15);
}

struct Slot {
  std::string_view word;
  std::uint32_t hints = 0;
};

constexpr std::array<Slot, kSlots> make_slots() {
  std::array<Slot, kSlots> slots{};
  for (const Row& row : kRows) {
    std::string_view words = row.words;
    while (!words.empty()) {
      std::size_t end = words.find(' ');
      if (end == std::string_view::npos) end = words.size();
      const std::string_view word = words.substr(0, end);
      words.remove_prefix(end < words.size() ? end + 1 : end);
      std::size_t slot = hash(word) % kSlots;
      while (!slots[slot].word.empty() && slots[slot].word != word) slot = (slot + 1) % kSlots;
      slots[slot].word = word;
      slots[slot].hints |= row.hint;
    }
  }
  return slots;
}
constexpr std::array<Slot, kSlots> kSlotOf = make_slots();

std::uint32_t hint_of_word(std::string_view word) {
  for (std::size_t slot = hash(word) % kSlots; !kSlotOf[slot].word.empty();
       slot = (slot + 1) % kSlots) {
    if (kSlotOf[slot].word == word) return kSlotOf[slot].hints;
  }
  return 0;
}

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::uint32_t hints_of(std::string_view names) {
  constexpr std::size_t kLongest = 16;
  char word[kLongest];
  std::uint32_t hints = 0;
  int content_words = 0;  // of the name at hand
  std::size_t i = 0;
  while (i < names.size()) {
    const char c = names[i];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') content_words = 0;
    if (!upper(c) && !lower(c)) {
      ++i;
      continue;
    }
    // A word: letters, ended by a change from lower to upper case ("articleBody").
    std::size_t size = 0;
    bool fell = false;
    while (i < names.size() && (lower(names[i]) || (upper(names[i]) && !fell))) {
      fell = fell || lower(names[i]);
      if (size < kLongest) word[size] = static_cast<char>(names[i] | 0x20);
      ++size;
      ++i;
    }
    if (size > kLongest) continue;
    const std::uint32_t found = hint_of_word({word, size});
    hints |= found;
    if (found & kHintContent) {
      if (++content_words >= 2 || size >= 11) hints |= kHintBody;
    }
  }
  return hints;
}

}  // namespace secondsource::extract

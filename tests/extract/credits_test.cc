// Datelines, credits and languages as agencies of many countries print them.  The agencies are
// real, since data/agencies.tsv names real ones; places and people are not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "reading.h"
#include "secondsource/read.h"

namespace secondsource {
namespace {

Article read_text(const std::string& text) {
  static const std::shared_ptr<const Data> data = *Data::load();
  auto article = read_document({"article.txt", text, {}}, *data);
  EXPECT_TRUE(article.has_value()) << text;
  return article ? *article : Article{};
}

constexpr const char* kEnglish =
    "The last mill of the valley will close, its owner said on Tuesday, and nobody knows who will "
    "buy it.";
constexpr const char* kHungarian =
    "A völgy utolsó malma bezár, mondta a tulajdonosa kedden, és senki sem tudja, ki veszi meg "
    "majd az épületet.";
constexpr const char* kGerman =
    "Die letzte Mühle des Tals wird geschlossen, sagte ihr Besitzer am Dienstag, und niemand weiß, "
    "wer sie kauft.";
constexpr const char* kFrench =
    "Le dernier moulin de la vallée va fermer, a dit mardi son propriétaire, et personne ne sait "
    "qui "
    "le rachètera.";
constexpr const char* kSpanish =
    "El último molino del valle cerrará, dijo el martes su dueño, y nadie sabe quién lo comprará "
    "ni "
    "cuándo.";
constexpr const char* kPortuguese =
    "O último moinho do vale vai fechar, disse na terça-feira o seu dono, e ninguém sabe quem o "
    "vai "
    "comprar.";
constexpr const char* kItalian =
    "L'ultimo mulino della valle chiuderà, ha detto martedì il suo proprietario, e nessuno sa chi "
    "lo "
    "comprerà.";
constexpr const char* kRussian =
    "Последняя мельница долины закроется, сообщил во вторник ее владелец, и никто не знает, кто ее "
    "купит.";
constexpr const char* kUkrainian =
    "Останній млин долини закриється, повідомив у вівторок його власник, і ніхто не знає, хто його "
    "купить.";
constexpr const char* kPolish =
    "Ostatni młyn w dolinie zostanie zamknięty, powiedział we wtorek jego właściciel, i nikt nie "
    "wie, kto go kupi.";
constexpr const char* kDutch =
    "De laatste molen van het dal gaat dicht, zei de eigenaar dinsdag, en niemand weet wie hem "
    "koopt.";
constexpr const char* kTurkish =
    "Vadinin son değirmeni kapanacak, dedi sahibi salı günü, ve onu kimin satın alacağını kimse "
    "bilmiyor.";
constexpr const char* kCzech =
    "Poslední mlýn v údolí se zavře, řekl v úterý jeho majitel, a nikdo neví, kdo ho koupí.";
constexpr const char* kRomanian =
    "Ultima moară din vale se va închide, a spus marți proprietarul ei, și nimeni nu știe cine o "
    "va "
    "cumpăra.";
constexpr const char* kIndonesian =
    "Kincir terakhir di lembah itu akan ditutup, kata pemiliknya pada Selasa, dan tidak ada yang "
    "tahu siapa pembelinya.";
constexpr const char* kFinnish =
    "Laakson viimeinen mylly suljetaan, sen omistaja sanoi tiistaina, eikä kukaan tiedä kuka sen "
    "ostaa.";
constexpr const char* kSwedish =
    "Dalens sista kvarn stängs, sade dess ägare på tisdagen, och ingen vet vem som ska köpa den.";
constexpr const char* kDanish =
    "Dalens sidste mølle lukker, sagde ejeren tirsdag, og ingen ved, hvem der køber den.";
constexpr const char* kChinese =
    "山谷里的最后一座磨坊将要关闭，它的主人星期二说，没有人知道谁会买下它。";
constexpr const char* kJapanese =
    "谷の最後の水車小屋が閉鎖されると、持ち主が火曜日に語った。誰が買うのかはまだ分からない。";
constexpr const char* kKorean =
    "골짜기의 마지막 물레방아가 문을 닫는다고 주인이 화요일에 말했다. 누가 살지는 아무도 모른다.";
constexpr const char* kArabic =
    "قال صاحب آخر طاحونة في الوادي يوم الثلاثاء إنها ستغلق أبوابها ولا أحد يعرف من سيشتريها.";

struct Line {
  const char *language, *line, *text, *place, *date, *agency;
};

constexpr Line kLines[] = {
    {"en", "NORTHMOOR, Nov 3 (Reuters) - ", kEnglish, "NORTHMOOR", "Nov 3", "Reuters"},
    {"en", "NORTHMOOR, Ostmark (AP) — ", kEnglish, "NORTHMOOR, Ostmark", "", "Associated Press"},
    {"en", "NORTHMOOR, Nov. 3 (Xinhua) -- ", kEnglish, "NORTHMOOR", "Nov. 3", "Xinhua News Agency"},
    {"en", "Northmoor (AFP) – ", kEnglish, "Northmoor", "", "Agence France-Presse"},
    {"en", "NORTHMOOR, November 3. /TASS/. ", kEnglish, "NORTHMOOR", "November 3", "TASS"},
    {"de", "Nordmoor (dpa) - ", kGerman, "Nordmoor", "", "Deutsche Presse-Agentur"},
    {"de", "Nordmoor (dpa/lno) – ", kGerman, "Nordmoor", "", "Deutsche Presse-Agentur"},
    {"de", "NORDMOOR, 3. November (Reuters) - ", kGerman, "NORDMOOR", "3. November", "Reuters"},
    {"fr", "Valmoulin, 3 nov 2026 (AFP) - ", kFrench, "Valmoulin", "3 nov 2026",
     "Agence France-Presse"},
    {"fr", "VALMOULIN (Reuters) - ", kFrench, "VALMOULIN", "", "Reuters"},
    {"es", "Valmolino, 3 nov (EFE).- ", kSpanish, "Valmolino", "3 nov", "EFE"},
    {"es", "VALMOLINO (Reuters) — ", kSpanish, "VALMOLINO", "", "Reuters"},
    {"pt", "Valmoinho, 03 nov 2026 (Lusa) — ", kPortuguese, "Valmoinho", "03 nov 2026", "Lusa"},
    {"it", "(ANSA) - VALMULINO, 03 NOV - ", kItalian, "VALMULINO", "03 NOV", "ANSA"},
    {"it", "Valmulino, 3 nov. (Adnkronos) - ", kItalian, "Valmulino", "3 nov", "Adnkronos"},
    {"ru", "МЕЛЬНИЧНЫЙ, 3 ноября. /ТАСС/. ", kRussian, "МЕЛЬНИЧНЫЙ", "3 ноября", "TASS"},
    {"ru", "МЕЛЬНИЧНЫЙ, 3 ноя - РИА Новости. ", kRussian, "МЕЛЬНИЧНЫЙ", "3 ноя", "RIA Novosti"},
    {"ru", "Мельничный. 3 ноября. ИНТЕРФАКС - ", kRussian, "Мельничный", "3 ноября", "Interfax"},
    {"uk", "Млинів. 3 листопада. Інтерфакс-Україна - ", kUkrainian, "Млинів", "3 листопада",
     "Interfax-Ukraine"},
    {"hu", "Malomfalva, 2026. november 3., kedd (MTI) - ", kHungarian, "Malomfalva",
     "2026. november 3., kedd", "MTI"},
    {"uk", "МЛИНІВ, 3 листопада /Укрінформ/. ", kUkrainian, "МЛИНІВ", "3 листопада", "Ukrinform"},
    {"pl", "Młynowo (PAP) – ", kPolish, "Młynowo", "", "Polish Press Agency"},
    {"nl", "NOORDVEEN (ANP) - ", kDutch, "NOORDVEEN", "", "ANP"},
    {"tr", "DEĞİRMENKÖY (AA) - ", kTurkish, "DEĞİRMENKÖY", "", "Anadolu Agency"},
    {"cs", "Mlýnov 3. listopadu (ČTK) - ", kCzech, "Mlýnov", "3. listopadu", "Czech News Agency"},
    {"ro", "MORARI, 3 nov (Agerpres) - ", kRomanian, "MORARI", "3 nov", "Agerpres"},
    {"id", "Kincir (ANTARA) - ", kIndonesian, "Kincir", "", "Antara"},
    {"fi", "Myllylä (STT) – ", kFinnish, "Myllylä", "", "STT"},
    {"da", "Mølleby /ritzau/ ", kDanish, "Mølleby", "", "Ritzau"},
    {"zh", "新华社北磨11月3日电 ", kChinese, "北磨", "11月3日", "Xinhua News Agency"},
    {"zh", "（新华社北磨11月3日电）", kChinese, "北磨", "11月3日", "Xinhua News Agency"},
    {"ja", "【北水共同】", kJapanese, "北水", "", "Kyodo News"},
    {"ja", "[北水 3日 ロイター] - ", kJapanese, "北水", "3日", "Reuters"},
    {"ko", "(물레마을=연합뉴스) 김물레 기자 = ", kKorean, "물레마을", "", "Yonhap News Agency"},
    {"ar", "وادي الطاحونة (رويترز) - ", kArabic, "وادي الطاحونة", "", "Reuters"},
};

TEST(Datelines, OfAgenciesInNineteenLanguagesGivePlaceDayAndAgency) {
  for (const Line& line : kLines) {
    const Article article = read_text(std::string(line.line) + line.text + "\n");
    ASSERT_TRUE(article.dateline.has_value()) << line.line;
    EXPECT_EQ(article.dateline->place, line.place) << line.line;
    EXPECT_EQ(article.dateline->date, line.date) << line.line;
    EXPECT_EQ(article.dateline->agency, line.agency) << line.line;
    EXPECT_EQ(article.text.substr(article.dateline->span.begin, article.dateline->span.size()),
              line.line);
    ASSERT_FALSE(article.credits.empty()) << line.line;
    EXPECT_EQ(article.credits[0].name, line.agency);
    EXPECT_EQ(article.credits[0].evidence, Credit::Evidence::kDateline);
  }
}

TEST(Datelines, OfTwoAgenciesCreditBoth) {
  const Article article = read_text("HEST (Reuters, dpa) - " + std::string(kEnglish) + "\n");
  ASSERT_TRUE(article.dateline);
  ASSERT_EQ(article.credits.size(), 2u);
  EXPECT_EQ(article.credits[0].name, "Reuters");
  EXPECT_EQ(article.credits[1].name, "Deutsche Presse-Agentur");
  EXPECT_EQ(article.credits[1].evidence, Credit::Evidence::kDateline);
}

TEST(Datelines, NeedCapitalsBeforeACommaOnly) {
  const Article article = read_text(std::string("NORTHMOOR, Mo. — ") + kEnglish + "\n");
  ASSERT_TRUE(article.dateline.has_value());
  EXPECT_EQ(article.dateline->place, "NORTHMOOR, Mo.");
  EXPECT_EQ(article.text.substr(article.dateline->span.end, 5), std::string(kEnglish).substr(0, 5));
}

TEST(Datelines, OfGermanReportersEndInAFullStop) {
  const Article article = read_text("VESSEN. " + std::string(kGerman) + "\n");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "VESSEN");
  EXPECT_FALSE(read_text("Vessen. " + std::string(kGerman) + "\n").dateline);
  EXPECT_FALSE(read_text("VESSEN. " + std::string(kEnglish) + "\n").dateline);
}

TEST(Datelines, AreNotSeenInSentencesThatOnlyNameAPlace) {
  for (const char* text :
       {"Northmoor – a town of millers – has no mill left, its mayor said on Tuesday.",
        "Nordmoor: Dort schließt die letzte Mühle, sagte ihr Besitzer am Dienstag.",
        "(Really) – nobody knew what the bracket at the start of the notice was for.",
        "【速報】谷の最後の水車小屋が閉鎖されると、持ち主が火曜日に語った。",
        "电影院里的人都说，山谷里的最后一座磨坊将要关闭。"}) {
    EXPECT_FALSE(read_text(text).dateline.has_value()) << text;
  }
}

TEST(Languages, AreToldFromTheTextAlone) {
  for (const Line& line : kLines) {
    EXPECT_EQ(read_text(std::string(line.text) + "\n").language, line.language) << line.text;
  }
}

struct Mark {
  const char *first, *last, *name;
  Credit::Evidence evidence;
};

// What stands at the end of an article, and whom it credits.
TEST(Credits, AreFoundInTheWordsOfManyLanguages) {
  using enum Credit::Evidence;
  const Mark kMarks[] = {
      {kEnglish, "With reporting by Reuters.", "Reuters", kContribution},
      {kEnglish, "The Associated Press contributed to this report.", "Associated Press",
       kContribution},
      {kEnglish, "This article first appeared in The Harbor Ledger.", "Harbor Ledger",
       kFirstPublished},
      {kEnglish, "© 2026 AFP", "Agence France-Presse", kCopyright},
      {kGerman, "Quelle: dpa", "Deutsche Presse-Agentur", kSource},
      {kGerman, "Mit Material von Reuters", "Reuters", kContribution},
      {kFrench, "avec AFP", "Agence France-Presse", kContribution},
      {kFrench, "Source : Reuters", "Reuters", kSource},
      {kSpanish, "Con información de EFE", "EFE", kContribution},
      {kPortuguese, "Com informações da Reuters", "Reuters", kContribution},
      {kItalian, "Fonte: ANSA", "ANSA", kSource},
      {kDutch, "Bron: ANP", "ANP", kSource},
      {kPolish, "Źródło: PAP", "Polish Press Agency", kSource},
      {kRussian, "Источник: РИА Новости", "RIA Novosti", kSource},
      {kUkrainian, "Джерело: Укрінформ", "Ukrinform", kSource},
      {kTurkish, "Kaynak: Reuters", "Reuters", kSource},
      {kCzech, "Zdroj: ČTK", "Czech News Agency", kSource},
      {kRomanian, "Sursa: Agerpres", "Agerpres", kSource},
      {kChinese, "来源：新华社", "Xinhua News Agency", kSource},
  };
  const auto credited = [](const std::string& text, const Mark& mark) {
    const Article article = read_text(text);
    const bool found = std::ranges::any_of(article.credits, [&](const Credit& credit) {
      return credit.name == mark.name && credit.evidence == mark.evidence;
    });
    EXPECT_TRUE(found) << text << ": "
                       << (article.credits.empty() ? "none" : article.credits[0].name);
  };
  for (const Mark& mark : kMarks) {
    credited(std::string(mark.first) + "\n\n" + mark.first + "\n\n" + mark.last + "\n", mark);
  }
  // At the end of the last sentence.
  const Mark kEnds[] = {
      {kGerman, "dpa/lno", "Deutsche Presse-Agentur", kSource},
      {kDanish, "/ritzau/", "Ritzau", kSource},
      {kSwedish, "(TT)", "TT", kSource},
      {kPolish, "(PAP)", "Polish Press Agency", kSource},
  };
  for (const Mark& mark : kEnds) {
    credited(std::string(mark.first) + "\n\n" + mark.first + " " + mark.last + "\n", mark);
  }
}

TEST(Credits, OfTwoSmallLettersInBracketsAreNone) {
  EXPECT_TRUE(read_text(std::string(kSwedish) + " (tt)\n").credits.empty());
}

TEST(Credits, OfASourceNamedInTheStoryAreNone) {
  for (const char* text :
       {"The mayor told Reuters on Tuesday that the last mill of the valley would close.\n",
        "A photograph by AFP showed the mill without its wheel, and the miller beside it "
        "smiling.\n"}) {
    EXPECT_TRUE(
        read_text(std::string(kEnglish) + "\n\n" + text + "\n" + kEnglish + "\n").credits.empty())
        << text;
  }
}

TEST(Credits, ANameThatNobodyKnowsWhereAgenciesStandIsUncertain) {
  using enum Credit::Evidence;
  const auto of = [](const std::string& text) {
    std::vector<std::pair<std::string, Credit::Evidence>> found;
    for (const Credit& credit : read_text(text).credits) {
      EXPECT_FALSE(credit.certain) << text;
      found.emplace_back(credit.name, credit.evidence);
    }
    return found;
  };
  using Found = std::vector<std::pair<std::string, Credit::Evidence>>;
  const std::string english = kEnglish, german = kGerman;
  EXPECT_EQ(of("KELTON, April 7 (Corvid Press Service) - " + english + "\n"),
            (Found{{"Corvid Press Service", kDateline}}));
  EXPECT_EQ(of("Tannfurth (Castellan) – " + german + "\n"), (Found{{"Castellan", kDateline}}));
  EXPECT_EQ(of("(Meridian) - TORREFALCO, 09 NOV - " + english + "\n"),
            (Found{{"Meridian", kDateline}}));
  EXPECT_EQ(of(english + "\n\n(Altanova/Transmar)\n"),
            (Found{{"Altanova", kSource}, {"Transmar", kSource}}));
  EXPECT_EQ(of(german + "\n\nQuelle: Castellan\n"), (Found{{"Castellan", kSource}}));
  EXPECT_EQ(of(german + "\n\n© Castellan\n"), (Found{{"Castellan", kCopyright}}));
  for (const char* none :
       {"PARIS (Monday) — ", "HEST (own report) — ", "(Correction) - ", "(Video) Hest - "}) {
    EXPECT_EQ(of(none + english + "\n"), Found{}) << none;
  }
  for (const char* none :
       {"\n\nSource: the ministry of health, in a report of 2015\n", "\n\n(see page 4)\n"}) {
    EXPECT_EQ(of(english + none), Found{}) << none;
  }
}

TEST(Credits, OfABylineAreTheWholeOfIt) {
  const auto of = [](const std::string& author) {
    const std::string record = "{\"url\":\"https://a.example/1\",\"text\":\"" +
                               std::string(kEnglish) + "\",\"authors\":[\"" + author + "\"]}\n";
    std::vector<std::string> names;
    for (const Article& article : read_all(record).articles) {
      for (const Credit& credit : article.credits) names.push_back(credit.name);
    }
    return names;
  };
  EXPECT_EQ(of("Corvid Press Service"), std::vector<std::string>{"Corvid Press Service"});
  EXPECT_EQ(of("Castellan"), std::vector<std::string>{"Castellan"});
  for (const char* none : {"Ines Falk", "Von, Ines Falk, Hest", "Local, Sports, Weather"}) {
    EXPECT_EQ(of(none), std::vector<std::string>{}) << none;
  }
}

TEST(Credits, OfAKnownAgencyAndAnotherAreOfBoth) {
  const Article article =
      read_text(std::string(kGerman) + "\n\nMit Material von Castellan und dpa.\n");
  ASSERT_EQ(article.credits.size(), 2u);
  EXPECT_EQ(article.credits[0].name, "Deutsche Presse-Agentur");
  EXPECT_TRUE(article.credits[0].certain);
  EXPECT_EQ(article.credits[1].name, "Castellan");
  EXPECT_FALSE(article.credits[1].certain);
}

}  // namespace
}  // namespace secondsource

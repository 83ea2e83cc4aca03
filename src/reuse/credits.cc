#include "reuse/credits.h"

namespace secondsource::reuse {

std::string canonical(const press::Press& press, const std::string& name_or_domain) {
  if (const press::Agency* agency = press.agency(name_or_domain)) return agency->name;
  if (const press::Outlet* outlet = press.outlet(name_or_domain)) return outlet->name;
  return name_or_domain;
}

std::string own_agency(const press::Press& press, const Article& article) {
  for (const std::string& name : {article.outlet.domain, article.outlet.name}) {
    if (name.empty()) continue;
    if (const press::Agency* agency = press.agency(name)) return agency->name;
  }
  return "";
}

Credited credited(const press::Press& press, const Article& article) {
  Credited out;
  for (const Credit& credit : article.credits) {
    if (credit.evidence == Credit::Evidence::kContribution || !credit.certain) continue;
    const std::string name = canonical(press, credit.name);
    if (name == canonical(press, article.outlet.key()) ||
        name == canonical(press, article.outlet.name)) {
      continue;
    }
    (credit.kind == Credit::Kind::kAgency ? out.agencies : out.outlets).insert(name);
  }
  return out;
}

}  // namespace secondsource::reuse

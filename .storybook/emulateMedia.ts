/** What a rule of a sheet was written for, before the toolbar had it otherwise. */
const written = new WeakMap<CSSMediaRule, string>()

/**
 * Lets the page's sheets draw as if the system asked for something: a page can't emulate a media feature, but it can
 * rewrite the rules that ask for it.
 *
 * @param feature Such as `prefers-reduced-motion`.
 * @param isAsked False gives the rules back to the system.
 */
export function emulateMedia(feature: string, isAsked: boolean): void {
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) visit(rule, feature, isAsked)
}

function visit(rule: CSSRule, feature: string, isAsked: boolean): void {
  if (rule instanceof CSSMediaRule) {
    const text = written.get(rule) ?? rule.media.mediaText
    if (text.includes(feature)) {
      written.set(rule, text)
      rule.media.mediaText = isAsked ? 'all' : text
    }
  }
  if (rule instanceof CSSGroupingRule) for (const inner of rule.cssRules) visit(inner, feature, isAsked)
}

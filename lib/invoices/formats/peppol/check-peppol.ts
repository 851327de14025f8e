import { DOCUMENT_RULES } from './document-rules'
import { ORDER_RULE } from './element-order'
import { LINE_RULES } from './line-rules'
import { readUbl, type UblElement } from './read-ubl'
import type { PeppolRule } from './rule'
import { SWEDISH_RULES } from './swedish-rules'
import { VAT_RULES } from './vat-rules'

/** All that is checked: the rules that a writer of invoices can break, not every rule there is (see docs/invoice-formats.md). */
export const PEPPOL_RULES: readonly PeppolRule[] = [
  ...DOCUMENT_RULES,
  ...LINE_RULES,
  ...VAT_RULES,
  ...SWEDISH_RULES,
  ORDER_RULE,
]

export interface PeppolProblem {
  /** The rule's official name. */
  readonly rule: string
  readonly wants: string
}

/**
 * The rules that an e-invoice breaks, read from its text as a receiver reads it; none: it may be sent.
 * @param xml a UBL invoice or credit note
 */
export function checkPeppol(xml: string): PeppolProblem[] {
  let root: UblElement
  try {
    root = readUbl(xml)
  } catch {
    return [{ rule: 'XML', wants: 'well-formed XML' }]
  }
  if (root.name !== 'Invoice' && root.name !== 'CreditNote') {
    return [{ rule: 'UBL-ROOT', wants: 'an Invoice or CreditNote of UBL 2.1' }]
  }
  return PEPPOL_RULES.filter((rule) => !rule.holds(root)).map(({ id, wants }) => ({ rule: id, wants }))
}

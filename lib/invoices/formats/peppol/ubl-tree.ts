import { create } from 'xmlbuilder2'
import type { ExpandObject } from 'xmlbuilder2/lib/interfaces'
import { NAMESPACES } from './read-ubl'

/** An element in the making: its children in order by name, its text, or an amount with its attribute. Null and '' leave it out. */
export type UblNode = string | null | UblLeaf | UblBranch | readonly UblBranch[]
export interface UblBranch {
  readonly [name: `cac:${string}` | `cbc:${string}`]: UblNode
}
/** A text with attributes: `{ '#': '12.50', '@currencyID': 'SEK' }`. */
export interface UblLeaf {
  readonly '#': string
  readonly [attribute: `@${string}`]: string
}

/** Writes UTF-8 XML without line breaks between elements; texts are stripped of characters that XML cannot hold. */
export function writeUbl(root: 'Invoice' | 'CreditNote', content: UblBranch): string {
  const namespaces = { '@xmlns': NAMESPACES[root], '@xmlns:cac': NAMESPACES.cac, '@xmlns:cbc': NAMESPACES.cbc }
  const tree = { [root]: { ...namespaces, ...(pruned(content) as object) } }
  return create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' }, tree as ExpandObject).end()
}

/** Peppol refuses empty elements: what has no text and nothing in it is not written. */
function pruned(node: UblNode): UblNode {
  if (node === null || typeof node === 'string') return node?.trim() ? node.trim() : null
  if (Array.isArray(node)) {
    const kept = node.map(pruned).filter((one) => one !== null)
    return kept.length === 0 ? null : (kept as UblBranch[])
  }
  if ('#' in node) return (node as UblLeaf)['#'].trim() === '' ? null : node
  const kept = Object.entries(node as UblBranch).flatMap(([name, child]) => {
    const value = pruned(child)
    return value === null ? [] : [[name, value]]
  })
  return kept.length === 0 ? null : (Object.fromEntries(kept) as UblBranch)
}

import { create } from 'xmlbuilder2'
import { Decimal } from '../../../kernel/money'

/** An element as the rules look at it. Names carry UBL's usual prefixes (`cbc:ID`) whatever prefix the text used. */
export interface UblElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly UblElement[]
  /** Without surrounding spaces; empty for an element that has elements. */
  readonly text: string
}

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:'
export const NAMESPACES = {
  Invoice: `${UBL}Invoice-2`,
  CreditNote: `${UBL}CreditNote-2`,
  cac: `${UBL}CommonAggregateComponents-2`,
  cbc: `${UBL}CommonBasicComponents-2`,
} as const

const PREFIXES: ReadonlyMap<string, string> = new Map([
  [NAMESPACES.Invoice, ''],
  [NAMESPACES.CreditNote, ''],
  [NAMESPACES.cac, 'cac:'],
  [NAMESPACES.cbc, 'cbc:'],
])

/** Reads XML text. @throws when it is not well-formed */
export function readUbl(xml: string): UblElement {
  const root = (create(xml).node as unknown as Document).documentElement
  return elementOf(root)
}

const ELEMENT_NODE = 1
const TEXT_NODES = new Set([3, 4])

function elementOf(element: Element): UblElement {
  const prefix = PREFIXES.get(element.namespaceURI ?? '') ?? `{${element.namespaceURI}}`
  const children: UblElement[] = []
  let text = ''
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === ELEMENT_NODE) children.push(elementOf(node as Element))
    else if (TEXT_NODES.has(node.nodeType)) text += node.nodeValue ?? ''
  }
  const attributes = new Map<string, string>()
  for (const attribute of Array.from(element.attributes)) attributes.set(attribute.name, attribute.value)
  return { name: `${prefix}${element.localName}`, attributes, children, text: children.length > 0 ? '' : text.trim() }
}

/** All elements at a path below `from`: `cac:Party/cbc:EndpointID`. */
export function all(from: UblElement, path: string): UblElement[] {
  return path
    .split('/')
    .reduce<UblElement[]>(
      (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [from],
    )
}

export const first = (from: UblElement, path: string): UblElement | undefined => all(from, path)[0]
/** The text at a path; empty when nothing is there. */
export const textAt = (from: UblElement, path: string): string => first(from, path)?.text ?? ''

/** The decimal at a path; null when nothing is there or it is no number. */
export function decimalAt(from: UblElement, path: string): Decimal | null {
  const text = textAt(from, path)
  return /^-?\d+(\.\d+)?$/.test(text) ? new Decimal(text) : null
}

/** The element and all below it. */
export function* descendants(from: UblElement): Generator<UblElement> {
  yield from
  for (const child of from.children) yield* descendants(child)
}

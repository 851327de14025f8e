import type { Worker } from './fault-actions'

/** What has been typed of a name after the @ before the caret; null: none is under way. */
export function mentionUnderWay(text: string, caret: number): string | null {
  const before = text.slice(0, caret)
  const at = before.lastIndexOf('@')
  if (at < 0 || (at > 0 && !/\s/.test(before[at - 1] ?? ''))) return null
  const typed = before.slice(at + 1)
  // Names have at most three words; a longer text after an @ is no name any more, and a space after it no beginning of one.
  return typed.includes('\n') || typed.split(' ').length > 3 || typed.endsWith(' ') ? null : typed
}

/** The text with the name in place of what was typed of it, and where the caret comes. */
export function insertMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const at = text.slice(0, caret).lastIndexOf('@')
  const head = `${text.slice(0, at)}@${name} `
  return { text: head + text.slice(caret).replace(/^ /, ''), caret: head.length }
}

/** Who is called for in a text. */
export const mentionsIn = (text: string, workers: readonly Worker[]): readonly Worker[] =>
  workers.filter(({ name }) => text.includes(`@${name}`))

/** The text in pieces, those that call for somebody marked. */
export function piecesOf(text: string, names: readonly string[]): readonly { text: string; isMention: boolean }[] {
  // Longer names first: @Anna Berg is not @Anna.
  const known = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name}`)
  const pieces: { text: string; isMention: boolean }[] = []
  let rest = text
  while (rest !== '') {
    const [next] = known
      .map((mark) => ({ mark, at: rest.indexOf(mark) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.mark.length - a.mark.length)
    if (next === undefined) break
    if (next.at > 0) pieces.push({ text: rest.slice(0, next.at), isMention: false })
    pieces.push({ text: next.mark, isMention: true })
    rest = rest.slice(next.at + next.mark.length)
  }
  if (rest !== '') pieces.push({ text: rest, isMention: false })
  return pieces
}

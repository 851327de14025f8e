import { Fragment } from 'react'

/** A line of the document's text: what stands between backticks is code. */
export function Prose({ text }: { text: string | undefined }) {
  if (!text) return null
  return text.split('`').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
    <Fragment key={index}>
      {index % 2 === 1 ? <code className="rounded-sm bg-muted px-1 font-mono text-xs">{part}</code> : part}
    </Fragment>
  ))
}

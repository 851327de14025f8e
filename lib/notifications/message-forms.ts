import { cutText } from '../kernel/cut-text'
import type { Message } from './compose-message'

/** A message as a letter without formatting. */
export function asText({ title, paragraphs, facts, link, footer, stop }: Message): string {
  const blocks = [
    title,
    ...paragraphs,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    link && `${link.label}: ${link.url}`,
    [...footer, ...(stop ? [`${stop.label}: ${stop.url}`] : [])].join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

/** A message as a letter with formatting: plain tables and inline styles, which is all that mail readers agree on. */
export function asHtml({ title, paragraphs, facts, link, footer, stop }: Message, language: string): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:2px 12px 2px 0;color:#666;white-space:nowrap;vertical-align:top">${escaped(label)}</td><td style="padding:2px 0">${escaped(value)}</td></tr>`,
  )
  const parts = [
    `<h1 style="font-size:18px;line-height:24px;margin:0 0 12px">${escaped(title)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 12px">${escaped(text)}</p>`),
    rows.length > 0
      ? `<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">${rows.join('')}</table>`
      : '',
    link
      ? `<p style="margin:0 0 16px"><a href="${escaped(link.url)}" style="display:inline-block;background:#14532d;color:#fff;padding:8px 14px;border-radius:6px;text-decoration:none">${escaped(link.label)}</a></p>`
      : '',
    ...footer.map((text) => `<p style="margin:0 0 4px;color:#666;font-size:12px">${escaped(text)}</p>`),
    stop
      ? `<p style="margin:0;font-size:12px"><a href="${escaped(stop.url)}" style="color:#666">${escaped(stop.label)}</a></p>`
      : '',
  ]
  return `<!doctype html><html lang="${language}"><body style="margin:0;padding:20px;font:14px/20px system-ui,sans-serif;color:#111">${parts.join('')}</body></html>`
}

/** Two parts of a long text message. */
const LONGEST_SMS = 300

/** A message as a text message: what and where, and the address to read on. */
export function asSms({ title, paragraphs, link }: Message): string {
  const address = link ? `\n${link.url}` : ''
  return `${cutText([title, ...paragraphs].join('. '), LONGEST_SMS - address.length)}${address}`
}

/** What our service worker is told. @param id the notice's tag: one of an id is shown */
export function asPush(message: Message, id: string): string {
  const { title, paragraphs, facts, link, isUrgent } = message
  const body = cutText([...paragraphs, ...facts.slice(0, 3).map(([, value]) => value)].join('\n'), 400)
  return JSON.stringify({ id, title: cutText(title, 200), body, url: link?.url ?? null, isUrgent })
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text as HTML shows it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

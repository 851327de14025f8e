import { escaped } from '../notifications/message-forms'
import type { MailLanguage } from './mailing'

/** A letter's plain text with the least formatting that makes it pleasant: paragraphs, and lines within them. */
export function letterHtml(text: string, language: MailLanguage): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 14px">${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
  return `<!doctype html><html lang="${language}"><body style="margin:0;padding:20px;max-width:640px;font:14px/21px system-ui,sans-serif;color:#111">${paragraphs.join('')}</body></html>`
}

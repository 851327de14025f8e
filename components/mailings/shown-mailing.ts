import type { MailingKind, MailingState, MailingSubject } from '@/lib/mailings/mailing'
import type { MailingDetail, MailingRow } from '@/lib/mailings/queries/list-mailings'

/** A mail as a browser is given it. */
export interface ShownMailing {
  readonly id: string
  readonly kind: MailingKind
  readonly state: MailingState
  readonly to: string
  readonly subject: string
  /** The page of what it is about. */
  readonly href: string | null
  readonly customerName: string | null
  readonly attempts: number
  readonly nextAt: string
  readonly createdAt: string
  readonly lastError: string | null
  readonly answer: string | null
}

const PAGES: Partial<Record<MailingSubject['type'], (id: string) => string>> = {
  invoice: (id) => `/invoices/${id}`,
  payment: (id) => `/payments/${id}`,
}

export const shownMailing = (row: MailingRow): ShownMailing => ({
  id: String(row.id),
  kind: row.kind,
  state: row.state,
  to: row.to,
  subject: row.subject,
  href: row.about === null ? null : (PAGES[row.about.type]?.(row.about.id) ?? null),
  customerName: row.customer?.name ?? null,
  attempts: row.attempts,
  nextAt: row.nextAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  lastError: row.lastError,
  answer: row.answer,
})

/** What a mail says, and what became of it. */
export interface MailingStory {
  readonly text: string
  readonly files: readonly { readonly what: string; readonly format: string }[]
  readonly entries: readonly {
    readonly at: string
    readonly state: string
    readonly answer: string | null
    readonly by: string
  }[]
}

export const mailingStory = ({ text, attachments, entries }: MailingDetail): MailingStory => ({
  text,
  files: attachments.map((ref) => ({ what: ref.what, format: 'format' in ref ? ref.format : 'pdf' })),
  entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
})

import type { AttachmentRef } from './attachment'

/** What a mailing is. Each has its name under `mailings.kind` in the messages. */
export const MAILING_KINDS = [
  'invoice',
  'credit-note',
  'reminder',
  'receipt',
  'fleet-month',
  'budget',
  'revenue-report',
  'settlement-statement',
  'debt',
] as const
export type MailingKind = (typeof MAILING_KINDS)[number]

/** Where a mailing stands. `failed`: tried again. `dead`: given up, waits for a person. `bounced`: taken, and sent back later. */
export const MAILING_STATES = ['queued', 'sending', 'sent', 'failed', 'dead', 'bounced', 'cancelled'] as const
export type MailingState = (typeof MAILING_STATES)[number]

export const MAIL_LANGUAGES = ['sv', 'en'] as const
export type MailLanguage = (typeof MAIL_LANGUAGES)[number]

/** What a mailing is about: its log is found by it. */
export interface MailingSubject {
  readonly type: 'invoice' | 'customer' | 'payment' | 'budget' | 'schedule' | 'settlement' | 'report'
  readonly id: string
}

/** What a mail says, before its files are made. */
export interface Letter {
  readonly subject: string
  /** Paragraphs, an empty line between. */
  readonly text: string
  readonly attachments: readonly AttachmentRef[]
}

/** A mail that is to be sent. */
export interface NewMailing extends Letter {
  readonly kind: MailingKind
  /** One e-mail address. */
  readonly to: string
  readonly language: MailLanguage
  readonly about: MailingSubject | null
  /** On whose behalf, as in the audit log: the files are made with what they may see when it is sent. Left out: the worker's, who sees all. */
  readonly by?: string
  /** Whose fleet managers see it in their own log; left out: nobody's. */
  readonly customerId?: bigint | null
  readonly scheduleId?: bigint | null
  readonly resendOf?: bigint | null
  /** Of two with the same key the first is sent, and the second never stored. */
  readonly dedupeKey?: string | null
}

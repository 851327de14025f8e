import { z } from 'zod'
import { MAILING_KINDS, MAILING_STATES } from '@/lib/mailings/mailing'
import { bounceMailing, bounceSchema, resendMailing, resendSchema } from '@/lib/mailings/mutations/steer-mailings'
import { getMailing, listMailings, type MailingRow } from '@/lib/mailings/queries/list-mailings'
import { operation } from '../operation'
import { idInput, iso, isoOrNull, listOf, pageOf, pageQuery } from '../schemas/fields'
import { shownMailingSchema } from '../schemas/mailings'

const params = z.object({ id: idInput('mail') })

const shown = ({ id, about, customer, lastError, answer, createdAt, sentAt, ...row }: MailingRow) => ({
  id: String(id),
  kind: row.kind,
  state: row.state,
  to: row.to,
  subject: row.subject,
  aboutType: about?.type ?? null,
  aboutId: about?.id ?? null,
  customerId: customer === null ? null : String(customer.id),
  attempts: row.attempts,
  answer: lastError ?? answer,
  createdAt: iso(createdAt),
  sentAt: isoOrNull(sentAt),
})

export const mailingOperations = [
  operation({
    id: 'listMailings',
    method: 'GET',
    path: '/mailings',
    tag: 'Invoices',
    summary: 'Outgoing mail, newest first',
    description:
      'Invoices, credit notes, reminders, receipts and reports that were mailed, with what the mail server said.',
    act: 'mailings.read',
    query: z.object({
      ...pageQuery,
      kind: z.enum(MAILING_KINDS).optional(),
      state: z.enum(MAILING_STATES).optional(),
      invoiceId: idInput('invoice').optional(),
    }),
    status: 200,
    response: listOf(shownMailingSchema),
    handler: async (actor, { query: { kind, state, invoiceId, ...page } }) =>
      pageOf(
        await listMailings(actor, {
          ...page,
          ...(kind === undefined ? {} : { kinds: [kind] }),
          ...(state === undefined ? {} : { states: [state] }),
          ...(invoiceId === undefined ? {} : { about: { type: 'invoice', id: String(invoiceId) } }),
        }),
        shown,
      ),
  }),
  operation({
    id: 'getMailing',
    method: 'GET',
    path: '/mailings/{id}',
    tag: 'Invoices',
    summary: 'One mail',
    act: 'mailings.read',
    params,
    status: 200,
    response: shownMailingSchema,
    handler: async (actor, { params: { id } }) => shown(await getMailing(actor, id)),
  }),
  operation({
    id: 'resendMailing',
    method: 'POST',
    path: '/mailings/{id}/resend',
    tag: 'Invoices',
    summary: 'Send a mail again',
    description: 'As a mail of its own, with its files made anew; to the same address unless `to` says another.',
    act: 'mailings.write',
    params,
    body: resendSchema,
    status: 202,
    response: shownMailingSchema,
    handler: async (actor, { params: { id }, body }) => {
      const again = await resendMailing(actor, id, { to: body.to ?? '' })
      return shown(await getMailing(actor, again.id))
    },
  }),
  operation({
    id: 'bounceMailing',
    method: 'POST',
    path: '/mailings/{id}/bounce',
    tag: 'Invoices',
    summary: 'Say that a mail came back',
    description:
      'For a mail provider’s hook: what the mail server had taken was returned later. Told twice is told once.',
    act: 'mailings.write',
    params,
    body: bounceSchema,
    status: 200,
    response: shownMailingSchema,
    handler: async (actor, { params: { id }, body }) => {
      await bounceMailing(actor, id, body)
      return shown(await getMailing(actor, id))
    },
  }),
]

'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { mailingStory } from '@/components/mailings/shown-mailing'
import { mailInvoice } from '@/lib/mailings/mutations/mail-invoice'
import {
  bounceMailing,
  bounceSchema,
  cancelMailing,
  resendMailing,
  resendSchema,
  retryDeadMailings,
} from '@/lib/mailings/mutations/steer-mailings'
import { getMailing } from '@/lib/mailings/queries/list-mailings'

const id = rowId

export const readMailingAction = defineAction(z.object({ id }), async (actor, input) =>
  mailingStory(await getMailing(actor, input.id)),
)
export const resendMailingAction = defineAction(resendSchema.extend({ id }), async (actor, input) => {
  await resendMailing(actor, input.id, { to: input.to ?? '' })
})
export const cancelMailingAction = defineAction(z.object({ id }), (actor, input) => cancelMailing(actor, input.id))
export const bounceMailingAction = defineAction(bounceSchema.extend({ id }), (actor, input) =>
  bounceMailing(actor, input.id, { reason: input.reason }),
)
export const retryDeadMailingsAction = defineAction(z.object({}), async (actor) => ({
  count: await retryDeadMailings(actor),
}))
export const mailInvoiceAction = defineAction(resendSchema.extend({ id }), async (actor, input) => {
  await mailInvoice(actor, input.id, { to: input.to ?? '' })
})

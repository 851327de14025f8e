'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { agreementSchema, hostSchema } from '@/lib/hosts/agreement'
import { createAgreement, editAgreement } from '@/lib/hosts/mutations/agreements'
import { issueStatement } from '@/lib/hosts/mutations/issue-statement'
import { markStatementPaid } from '@/lib/hosts/mutations/mark-paid'
import { paidSchema } from '@/lib/hosts/paid'

export const createAgreementAction = defineAction(agreementSchema, async (actor, input) => {
  await createAgreement(actor, input)
})
export const editAgreementAction = defineAction(z.object({ id: rowId, host: hostSchema }), (actor, input) =>
  editAgreement(actor, input.id, input.host),
)
export const issueStatementAction = defineAction(z.object({ id: rowId, month: z.string() }), async (actor, input) => {
  await issueStatement(actor, input.id, input.month)
})
export const markPaidAction = defineAction(z.object({ id: rowId, paid: paidSchema }), (actor, input) =>
  markStatementPaid(actor, input.id, input.paid),
)

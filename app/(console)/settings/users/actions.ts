'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { editUser, endUserSignIns, inviteUser } from '@/lib/users/mutations/manage-users'
import { resetPassword } from '@/lib/users/mutations/passwords'
import { editUserSchema, inviteUserSchema } from '@/lib/users/user'

const id = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

export const invite = defineAction(inviteUserSchema, async (actor, input) => ({
  path: (await inviteUser(actor, input)).path,
}))

export const edit = defineAction(editUserSchema.extend({ id }), (actor, { id, ...input }) => editUser(actor, id, input))

export const reset = defineAction(z.object({ id }), async (actor, { id }) => ({ path: await resetPassword(actor, id) }))

export const endSignIns = defineAction(z.object({ id }), (actor, { id }) => endUserSignIns(actor, id))

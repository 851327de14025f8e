'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { blockToken, unblockToken } from '@/lib/tokens/mutations/block-token'
import { createToken } from '@/lib/tokens/mutations/create-token'
import { deleteToken } from '@/lib/tokens/mutations/delete-token'
import { editToken } from '@/lib/tokens/mutations/edit-token'
import { importTokens } from '@/lib/tokens/mutations/import-tokens'
import { newTokenSchema, tokenEditSchema } from '@/lib/tokens/token'

const id = rowId

export const createTokenAction = defineAction(newTokenSchema, async (actor, input) => {
  await createToken(actor, input)
})
export const editTokenAction = defineAction(z.object({ id, token: tokenEditSchema }), (actor, input) =>
  editToken(actor, input.id, input.token),
)
export const blockTokenAction = defineAction(z.object({ id }), (actor, input) => blockToken(actor, input.id))
export const unblockTokenAction = defineAction(z.object({ id }), (actor, input) => unblockToken(actor, input.id))
export const deleteTokenAction = defineAction(z.object({ id }), (actor, input) => deleteToken(actor, input.id))
export const importTokensAction = defineAction(
  z.object({ list: z.string().max(250_000, 'too-long') }),
  (actor, input) => importTokens(actor, input.list),
)

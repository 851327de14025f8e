import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { blockToken, unblockToken } from '@/lib/tokens/mutations/block-token'
import { createToken } from '@/lib/tokens/mutations/create-token'
import { editToken } from '@/lib/tokens/mutations/edit-token'
import { getToken, listTokens, type Token } from '@/lib/tokens/queries'
import type { TOKEN_TYPES } from '@/lib/tokens/token'
import { operation } from '../operation'
import { idInput, isoOrNull, listOf, pageOf, pageQuery } from '../schemas/fields'
import { newTokenSchema, tokenChangeSchema, tokenSchema } from '../schemas/tokens'

const params = z.object({ id: idInput('token') })

const shown = (token: Token) => ({
  id: String(token.id),
  value: token.value,
  type: token.type as (typeof TOKEN_TYPES)[number],
  name: token.name,
  active: token.active,
  expiresAt: isoOrNull(token.expiresAt),
  groupName: token.groupName,
  customerId: token.customer === null ? null : String(token.customer.id),
})

const tokenNow = async (actor: Actor, id: bigint) => shown(await getToken(actor, id))

export const tokenOperations = [
  operation({
    id: 'listTokens',
    method: 'GET',
    path: '/tokens',
    tag: 'Tokens',
    summary: 'Tokens, newest first',
    act: 'tokens.read',
    query: z.object({
      ...pageQuery,
      search: z.string().max(100).optional().meta({ description: 'Found in the value or the name.' }),
      active: z
        .enum(['true', 'false'])
        .transform((word) => word === 'true')
        .optional(),
      customerId: idInput('customer').optional(),
    }),
    status: 200,
    response: listOf(tokenSchema),
    handler: async (actor, { query }) => pageOf(await listTokens(actor, query), shown),
  }),
  operation({
    id: 'createToken',
    method: 'POST',
    path: '/tokens',
    tag: 'Tokens',
    summary: 'Add a token',
    description: 'From now on stations accept it. 409 when a token of this value exists.',
    act: 'tokens.write',
    body: newTokenSchema,
    status: 201,
    response: tokenSchema,
    handler: async (actor, { body }) => tokenNow(actor, (await createToken(actor, body)).id),
    location: (token) => `/tokens/${token.id}`,
  }),
  operation({
    id: 'getToken',
    method: 'GET',
    path: '/tokens/{id}',
    tag: 'Tokens',
    summary: 'One token',
    act: 'tokens.read',
    params,
    status: 200,
    response: tokenSchema,
    handler: (actor, { params: { id } }) => tokenNow(actor, id),
  }),
  operation({
    id: 'changeToken',
    method: 'PATCH',
    path: '/tokens/{id}',
    tag: 'Tokens',
    summary: 'Change, block or unblock a token',
    description:
      'Only the fields sent change. A blocked token ("active": false) is refused from now on; a running session goes on.',
    act: 'tokens.write',
    params,
    body: tokenChangeSchema,
    status: 200,
    response: tokenSchema,
    handler: async (actor, { params: { id }, body: { active, ...change } }) => {
      const { name, expiresAt, groupName, customer, type, ...held } = await getToken(actor, id)
      const now = {
        type: type as (typeof TOKEN_TYPES)[number],
        name,
        expiresAt,
        groupName,
        customerId: customer?.id ?? null,
        // What a token's new customer does not have is not its any more.
        ...(change.customerId === undefined || change.customerId === customer?.id
          ? {
              driverId: held.driver?.id ?? null,
              vehicleId: held.vehicle?.id ?? null,
              costCentreId: held.costCentre?.id ?? null,
            }
          : {}),
      }
      if (Object.keys(change).length > 0) await editToken(actor, id, { ...now, ...change })
      if (active === true) await unblockToken(actor, id)
      if (active === false) await blockToken(actor, id)
      return tokenNow(actor, id)
    },
  }),
]

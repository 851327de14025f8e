import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { customerInScope, requireAllSites } from '../access/scope'
import { db } from '../db/client'
import { containsText } from '../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../kernel/cursor'
import { notFound } from '../kernel/errors'

export interface Token {
  readonly id: bigint
  readonly value: string
  readonly type: string
  readonly name: string
  readonly active: boolean
  /** Not active because its customer owes; active again when it has paid. */
  readonly isBlockedForDebt: boolean
  readonly expiresAt: Date | null
  readonly groupName: string | null
  readonly customer: { readonly id: bigint; readonly name: string } | null
  readonly driver: { readonly id: bigint; readonly name: string } | null
  readonly vehicle: { readonly id: bigint; readonly plate: string } | null
  readonly costCentre: { readonly id: bigint; readonly code: string } | null
  readonly createdAt: Date
}

export interface TokenRow extends Token {
  readonly sessionCount: number
  readonly lastUsedAt: Date | null
}

export interface TokenFilter {
  /** Found in the value or the name, without case. */
  readonly search?: string
  readonly active?: boolean
  readonly customerId?: bigint
  readonly cursor?: string
  readonly limit?: number
}

const columns = {
  id: true,
  value: true,
  type: true,
  name: true,
  active: true,
  isBlockedForDebt: true,
  expiresAt: true,
  groupName: true,
  createdAt: true,
  customer: { select: { id: true, name: true } },
  driver: { select: { id: true, name: true } },
  vehicle: { select: { id: true, plate: true } },
  costCentre: { select: { id: true, code: true } },
} as const

const inScope = (actor: Actor) => {
  const customerId = customerInScope(actor)
  return customerId === null ? {} : { customerId }
}

/** Newest first, with how often and when last used. */
export async function listTokens(actor: Actor, filter: TokenFilter = {}): Promise<Page<TokenRow>> {
  requireAct(actor, 'tokens.read')
  requireAllSites(actor)
  const limit = filter.limit ?? 50
  const before = filter.cursor === undefined ? {} : { id: { lt: cursorId(decodeCursor(filter.cursor, 1)[0]) } }
  const search = filter.search?.trim()
  const found = search ? { OR: [{ valueFolded: containsText(search) }, { name: containsText(search) }] } : {}
  const tokens = await db().token.findMany({
    where: {
      isOneTime: false,
      AND: [inScope(actor), before, found, { active: filter.active, customerId: filter.customerId }],
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const use = await db().session.groupBy({
    by: ['tokenId'],
    where: { tokenId: { in: tokens.map((token) => token.id) } },
    _count: { _all: true },
    _max: { startedAt: true },
  })
  const useOf = new Map(use.map((row) => [row.tokenId, row]))
  const rows = tokens.map((token) => ({
    ...token,
    sessionCount: useOf.get(token.id)?._count._all ?? 0,
    lastUsedAt: useOf.get(token.id)?._max.startedAt ?? null,
  }))
  return toPage(rows, limit, (row) => [String(row.id)])
}

/** @throws DomainError not-found, also for another customer's token */
export async function getToken(actor: Actor, id: bigint): Promise<Token> {
  requireAct(actor, 'tokens.read')
  requireAllSites(actor)
  const token = await db().token.findFirst({ where: { AND: [inScope(actor), { id }] }, select: columns })
  if (token === null) throw notFound('token', id)
  return token
}

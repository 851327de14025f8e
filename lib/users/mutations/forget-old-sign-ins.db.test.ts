import { expect, test } from 'vitest'
import { db } from '../../db/client'
import { aUser } from '../../db/testing/fixtures'
import { DAY_MS } from '../../kernel/time'
import { forgetOldSignIns } from './forget-old-sign-ins'

const now = new Date('2026-06-01T00:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS)

test('sign-ins and links are forgotten when they have long ended, and not before', async () => {
  const { id: userId } = await aUser('viewer')
  await db().userSignIn.createMany({
    data: [
      { id: 'open', userId, expiresAt: inDays(1) },
      { id: 'ended lately', userId, expiresAt: inDays(-10) },
      { id: 'ended long ago', userId, expiresAt: inDays(-91) },
      { id: 'revoked long ago', userId, expiresAt: inDays(1), revokedAt: inDays(-91) },
    ],
  })
  await db().setupLink.createMany({
    data: [
      { tokenHash: 'open', purpose: 'set-password', expiresAt: inDays(1) },
      { tokenHash: 'too old', purpose: 'set-password', expiresAt: inDays(-8) },
      { tokenHash: 'used', purpose: 'set-password', expiresAt: inDays(1), usedAt: inDays(-8) },
    ],
  })
  expect(await forgetOldSignIns(now)).toEqual({ signIns: 2, links: 2 })
  expect((await db().userSignIn.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([
    'ended lately',
    'open',
  ])
  expect((await db().setupLink.findMany()).map(({ tokenHash }) => tokenHash)).toEqual(['open'])
})

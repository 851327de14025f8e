import { describe, expect, it, vi } from 'vitest'
import { db } from '../db/client'
import { aCustomer, anActor, aSite } from '../db/testing/fixtures'
import { createFirstAdmin, createFirstAdminByLink, ensureFirstAdminLink } from './mutations/first-admin'
import { editUser, endUserSignIns, inviteUser } from './mutations/manage-users'
import { changeOwnPassword, endOwnSignIn, setOwnLocale } from './mutations/own-account'
import { resetPassword, setPasswordByLink } from './mutations/passwords'
import { signIn } from './mutations/sign-in'
import { findSetupLink, findSignedIn, listOwnSignIns, listUsers } from './queries'

const PASSWORD = 'fyra kablar i rad'
const OTHER = 'fem säkringar i skåpet'
const admin = anActor('admin')
const refused = (code: string, more = {}) => expect.objectContaining({ code, ...more })
const tokenOf = (path: string | null) => (path ?? '').replace('/setup/', '')
const enter = (email: string, password = PASSWORD, address = '192.0.2.1') =>
  signIn({ email, password, address, userAgent: 'test' })
const trail = async (id: bigint) =>
  (await db().auditEntry.findMany({ where: { subject: `user:${id}` }, orderBy: { id: 'asc' } })).map((row) => row.act)

/** An account with a password. */
async function member(email: string, input: Partial<Parameters<typeof inviteUser>[1]> = {}) {
  const { id, path } = await inviteUser(admin, { email, role: 'viewer', ...input })
  await setPasswordByLink(tokenOf(path), PASSWORD)
  return { id, actor: anActor('viewer', { ref: `user:${id}` }) }
}

// In order: a house has one first administrator, once.
describe('the first administrator', () => {
  it('is made by the newest one-time link, once, and the log says so', async () => {
    const old = tokenOf(await ensureFirstAdminLink())
    const token = tokenOf(await ensureFirstAdminLink())
    expect(await findSetupLink(old)).toBeNull()
    expect(await findSetupLink(token)).toEqual({ purpose: 'first-admin', email: null })
    await expect(createFirstAdminByLink(token, { email: 'a@example.com', password: '1234567890' })).rejects.toEqual(
      refused('invalid', { details: { password: 'password-too-guessable' } }),
    )
    const { id } = await createFirstAdminByLink(token, { email: ' A@Example.com', password: PASSWORD })
    expect(await listUsers(admin)).toMatchObject([{ id, email: 'a@example.com', role: 'admin', hasPassword: true }])
    expect(await trail(id)).toEqual(['user.create-first-admin'])
    await expect(createFirstAdminByLink(token, { email: 'b@example.com', password: PASSWORD })).rejects.toEqual(
      refused('not-found'),
    )
  })

  it('is not made twice, and no link leads there any more', async () => {
    await expect(createFirstAdmin({ email: 'b@example.com', password: PASSWORD })).rejects.toEqual(refused('conflict'))
    expect(await ensureFirstAdminLink()).toBeNull()
  })
})

describe('accounts', () => {
  it('are made without a password, which their owner chooses through the link, once', async () => {
    const { id, path } = await inviteUser(admin, { email: 'New@example.com', name: 'Ny', role: 'operator' })
    await expect(enter('new@example.com')).rejects.toEqual(refused('unauthenticated'))
    await vi.waitFor(async () => expect(await trail(id)).toHaveLength(2))
    expect(await findSetupLink(tokenOf(path))).toEqual({ purpose: 'set-password', email: 'new@example.com' })
    expect(await setPasswordByLink(tokenOf(path), PASSWORD)).toBe('new@example.com')
    await expect(setPasswordByLink(tokenOf(path), OTHER)).rejects.toEqual(refused('not-found'))
    const { id: signInId } = await enter('new@example.com')
    expect((await findSignedIn(signInId))?.actor).toEqual({
      ref: `user:${id}`,
      role: 'operator',
      siteIds: null,
      customerId: null,
    })
    expect(await trail(id)).toEqual(['user.invite', 'user.sign-in-refused', 'user.set-password', 'user.sign-in'])
  })

  it('need an address of their own', async () => {
    await inviteUser(admin, { email: 'twice@example.com', role: 'viewer' })
    await expect(inviteUser(admin, { email: 'TWICE@example.com', role: 'viewer' })).rejects.toEqual(
      refused('conflict', { details: { email: 'taken' } }),
    )
    await expect(inviteUser(admin, { email: 'nobody', role: 'viewer' })).rejects.toEqual(refused('invalid'))
  })

  it('carry the scope their role needs, read afresh on every request', async () => {
    const site = await aSite()
    const customer = await aCustomer()
    await expect(inviteUser(admin, { email: 'h@example.com', role: 'site-host' })).rejects.toEqual(
      refused('invalid', { details: { siteIds: 'required' } }),
    )
    await expect(
      inviteUser(admin, { email: 'f@example.com', role: 'fleet-manager', customerId: 999_999n }),
    ).rejects.toEqual(refused('invalid', { details: { customerId: 'not-a-customer' } }))
    const { id } = await member('scope@example.com', { role: 'site-host', siteIds: [site.id] })
    const { id: signInId } = await enter('scope@example.com')
    expect((await findSignedIn(signInId))?.actor).toMatchObject({ role: 'site-host', siteIds: [site.id] })
    await editUser(admin, id, {
      name: '',
      role: 'fleet-manager',
      customerId: customer.id,
      siteIds: [site.id],
      active: true,
    })
    expect((await findSignedIn(signInId))?.actor).toMatchObject({
      role: 'fleet-manager',
      siteIds: null,
      customerId: customer.id,
    })
    const [row] = await db().auditEntry.findMany({ where: { subject: `user:${id}`, act: 'user.edit' } })
    expect(row).toMatchObject({
      before: { role: 'site-host', siteIds: [String(site.id)] },
      after: { role: 'fleet-manager', customerId: String(customer.id), siteIds: [] },
    })
  })

  it('that are closed are out at once and stay out', async () => {
    const { id } = await member('closed@example.com')
    const { id: signInId } = await enter('closed@example.com')
    await editUser(admin, id, { role: 'viewer', active: false })
    expect(await findSignedIn(signInId)).toBeNull()
    await expect(enter('closed@example.com')).rejects.toEqual(refused('unauthenticated'))
    await expect(resetPassword(admin, id)).rejects.toEqual(refused('conflict'))
  })

  it('keep at least one administrator', async () => {
    const [only] = await listUsers(admin)
    if (!only) throw new Error('no administrator')
    await expect(editUser(admin, only.id, { role: 'viewer', active: true })).rejects.toEqual(
      refused('conflict', { details: { reason: 'last-admin' } }),
    )
    await expect(editUser(admin, only.id, { role: 'admin', active: false })).rejects.toEqual(refused('conflict'))
  })

  it('that do not exist are not found, and roles but the administrator’s are refused', async () => {
    await expect(editUser(admin, 999_999n, { role: 'viewer', active: true })).rejects.toEqual(refused('not-found'))
    await expect(resetPassword(admin, 999_999n)).rejects.toEqual(refused('not-found'))
    await expect(endUserSignIns(admin, 999_999n)).rejects.toEqual(refused('not-found'))
    await expect(listUsers(anActor('operator'))).rejects.toEqual(refused('forbidden'))
    await expect(inviteUser(anActor('operator'), { email: 'x@example.com', role: 'admin' })).rejects.toEqual(
      refused('forbidden'),
    )
  })
})

describe('passwords', () => {
  it('reset by an administrator stop working, with every sign-in, until a new one is chosen', async () => {
    const { id } = await member('reset@example.com')
    const { id: signInId } = await enter('reset@example.com')
    const path = await resetPassword(admin, id)
    expect(await findSignedIn(signInId)).toBeNull()
    await expect(enter('reset@example.com')).rejects.toEqual(refused('unauthenticated'))
    await setPasswordByLink(tokenOf(path), OTHER)
    await expect(enter('reset@example.com', OTHER)).resolves.toBeDefined()
  })

  it('are changed by their owner, which ends the other sign-ins but not this one', async () => {
    const { actor } = await member('own@example.com')
    const here = await enter('own@example.com')
    const elsewhere = await enter('own@example.com')
    await expect(changeOwnPassword(actor, { current: 'wrong', password: OTHER, signInId: here.id })).rejects.toEqual(
      refused('invalid', { details: { current: 'password-wrong' } }),
    )
    await changeOwnPassword(actor, { current: PASSWORD, password: OTHER, signInId: here.id })
    expect(await findSignedIn(here.id)).not.toBeNull()
    expect(await findSignedIn(elsewhere.id)).toBeNull()
  })

  it('are stored as argon2id with OWASP’s costs', async () => {
    const { id } = await member('hash@example.com')
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('sign-ins', () => {
  it('are refused alike for a wrong password and an unknown address; only the known one leaves a trace', async () => {
    const { id } = await member('known@example.com')
    const wrong = await enter('known@example.com', 'not the one').catch((error: Error) => error.message)
    const unknown = await enter('unknown@example.com').catch((error: Error) => error.message)
    expect(wrong).toBe(unknown)
    await vi.waitFor(async () => expect((await trail(id)).at(-1)).toBe('user.sign-in-refused'))
  })

  it('are limited per account and address, and a good one clears the count', async () => {
    await member('limited@example.com')
    const attempt = (password: string) =>
      enter('limited@example.com', password, '192.0.2.77').catch((error) => error.code)
    for (let n = 0; n < 9; n++) expect(await attempt('wrong')).toBe('unauthenticated')
    expect(await attempt(PASSWORD)).toMatchObject({ userId: expect.any(BigInt) })
    for (let n = 0; n < 10; n++) expect(await attempt('wrong')).toBe('unauthenticated')
    expect(await attempt(PASSWORD)).toBe('rate-limited')
    // From elsewhere the owner still gets in.
    await expect(enter('limited@example.com', PASSWORD, '192.0.2.78')).resolves.toBeDefined()
  })

  it('end by their owner’s hand, by an administrator’s and by time', async () => {
    const { id, actor } = await member('ends@example.com')
    const [one, two, three] = [
      await enter('ends@example.com'),
      await enter('ends@example.com'),
      await enter('ends@example.com'),
    ]
    expect(await listOwnSignIns(actor)).toHaveLength(3)
    await endOwnSignIn(actor, one.id)
    await expect(endOwnSignIn(actor, one.id)).rejects.toEqual(refused('not-found'))
    await db().userSignIn.update({ where: { id: two.id }, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect([await findSignedIn(one.id), await findSignedIn(two.id)]).toEqual([null, null])
    expect(await endUserSignIns(admin, id)).toBe(2)
    expect(await findSignedIn(three.id)).toBeNull()
  })

  it('of somebody else cannot be ended', async () => {
    const { actor } = await member('thief@example.com')
    await member('victim@example.com')
    const { id } = await enter('victim@example.com')
    await expect(endOwnSignIn(actor, id)).rejects.toEqual(refused('not-found'))
    expect(await findSignedIn(id)).not.toBeNull()
  })

  it('and accounts belong to people, not to keys', async () => {
    await expect(setOwnLocale(anActor('admin', { ref: 'key:1' }), 'sv')).rejects.toEqual(refused('forbidden'))
  })
})

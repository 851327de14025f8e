import { expect, test } from 'vitest'
import { db } from '../db/client'
import { anActor, aUser } from '../db/testing/fixtures'
import { deleteView, saveView } from './mutations'
import { listSavedViews } from './queries'

const signedIn = async (role: 'admin' | 'operator' | 'viewer') => {
  const user = await aUser(role, { name: `A ${role}` })
  return anActor(role, { ref: `user:${user.id}` })
}
const names = async (actor: Parameters<typeof listSavedViews>[0]) =>
  (await listSavedViews(actor, 'faults')).map(({ name, isMine, owner }) => [name, isMine, owner])

test('a view is one’s own until it is shared; saved under the same name it is replaced', async () => {
  const [operator, viewer] = [await signedIn('operator'), await signedIn('viewer')]
  const id = await saveView(operator, { place: 'faults', name: ' Kista ', view: { query: 'q=kista' } })
  expect(await saveView(operator, { place: 'faults', name: 'Kista', view: { query: 'q=p2' } })).toBe(id)
  expect((await listSavedViews(operator, 'faults'))[0]).toMatchObject({ name: 'Kista', view: { query: 'q=p2' } })
  expect(await listSavedViews(operator, 'stations')).toEqual([])
  expect(await names(viewer)).toEqual([])
  await saveView(operator, { place: 'faults', name: 'Kista', view: {}, isShared: true })
  expect(await names(viewer)).toEqual([['Kista', false, 'A operator']])
  expect(await db().auditEntry.count({ where: { act: 'view.save', subject: `view:${id}` } })).toBe(3)
})

test('who may only look keeps views of their own and shares none', async () => {
  const viewer = await signedIn('viewer')
  await saveView(viewer, { place: 'faults', name: 'Mine', view: {} })
  await expect(saveView(viewer, { place: 'faults', name: 'Ours', view: {}, isShared: true })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(saveView(viewer, { place: 'faults', name: ' ', view: {} })).rejects.toMatchObject({ code: 'invalid' })
  await expect(
    saveView(viewer, { place: 'faults', name: 'Big', view: { query: 'x'.repeat(9_000) } }),
  ).rejects.toMatchObject({ details: { view: 'too-long' } })
  await expect(
    saveView(anActor('operator', { ref: 'key:1' }), { place: 'faults', name: 'x', view: {} }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('a view is forgotten by who made it; what is shared also by an administrator', async () => {
  const [operator, other, admin] = [await signedIn('operator'), await signedIn('operator'), await signedIn('admin')]
  const own = await saveView(operator, { place: 'faults', name: 'Own', view: {} })
  const shared = await saveView(operator, { place: 'faults', name: 'Shared', view: {}, isShared: true })
  for (const [actor, id] of [
    [other, own],
    [other, shared],
    [admin, own],
  ] as const)
    await expect(deleteView(actor, id)).rejects.toMatchObject({ code: 'not-found' })
  await deleteView(admin, shared)
  await deleteView(operator, own)
  expect((await names(operator)).filter(([, isMine]) => isMine)).toEqual([])
})

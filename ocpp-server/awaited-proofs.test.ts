import { expect, test } from 'vitest'
import type { Command } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import { type Awaited, createAwaitedProofs } from './awaited-proofs'

const reset: Command = { type: 'reset', kind: 'soft' }
const log: Command = { type: 'get-log', log: 'diagnostics' }
const update: Command = { type: 'update-firmware', firmwareId: '3', signed: false }
const booted: StationFact = { kind: 'booted' }
const said = (kind: 'log' | 'firmware', status: string): StationFact => ({ kind, requestId: null, status })
const yes = { mayShow: true, takesPlace: false }
const no = { mayShow: false, takesPlace: false }

function waiting() {
  /** Commands in the order they were decided: 3n done, -3n failed. */
  const decided: bigint[] = []
  const proofs = createAwaitedProofs(({ id }, { isDone }) => decided.push(isDone ? id : -id))
  let lastId = 0n
  const claimed = (command: Command) => proofs.add(7n, { id: ++lastId, command }, { since: 0, isAnswered: false })
  const asked = (command: Command): Awaited => {
    const entry = claimed(command)
    proofs.sent(entry)
    return entry
  }
  const says = (...facts: StationFact[]) => {
    for (const fact of facts) proofs.noticed(7n, fact)
  }
  return { ...proofs, decided, claimed, says, asked }
}

test('C-14 a failure told before the answer counts when the answer is yes', () => {
  const { asked, says, answered, decided } = waiting()
  const entry = asked(log)
  says(said('log', 'UploadFailed'))
  expect(decided).toEqual([])
  answered(entry, yes)
  expect(decided).toEqual([-1n])
})

test('C-14 what came first decides', () => {
  const { asked, says, answered, decided } = waiting()
  const entry = asked(update)
  says(said('firmware', 'InstallationFailed'), said('firmware', 'Installed'))
  answered(entry, yes)
  expect(decided).toEqual([-1n])
})

test('C-14 a second fact of the same kind is the next command’s, not swallowed', () => {
  const { asked, says, answered, decided } = waiting()
  const [first, second] = [asked(reset), asked(reset)]
  says(booted, booted)
  answered(first, yes)
  answered(second, yes)
  expect(decided).toEqual([1n, 2n])
})

test('C-14 what was seen for a command that is refused is left to those behind it', () => {
  const { asked, says, answered, decided } = waiting()
  const [first, second] = [asked(reset), asked(reset)]
  answered(second, yes)
  says(booted)
  expect(decided).toEqual([]) // it may be the first one's
  answered(first, no)
  expect(decided).toEqual([2n])
})

test('C-14 what was seen before a command had left says nothing of it', () => {
  const { claimed, asked, says, answered, decided, sent } = waiting()
  const first = asked(reset)
  const second = claimed(reset)
  says(booted)
  sent(second)
  answered(first, no)
  answered(second, yes)
  expect(decided).toEqual([])
  says(booted)
  expect(decided).toEqual([2n])
})

test('F-14 a later one that is accepted ends those before it, after what was seen of them', () => {
  const { asked, says, answered, decided } = waiting()
  const [silent, first, second] = [asked(update), asked(update), asked(update)]
  answered(silent, { ...yes, takesPlace: true })
  says(said('firmware', 'Installed'))
  expect(decided).toEqual([1n])
  says(said('firmware', 'Installed'))
  answered(second, { ...yes, takesPlace: true })
  expect(decided).toEqual([1n])
  answered(first, yes)
  expect(decided).toEqual([1n, 2n])
})

test('F-14 an earlier one of which nothing was seen is given up', () => {
  const { asked, says, answered, decided } = waiting()
  const [first, second] = [asked(update), asked(update)]
  answered(first, yes)
  answered(second, { ...yes, takesPlace: true })
  says(said('firmware', 'Installed'))
  expect(decided).toEqual([-1n, 2n])
})

test('C-14 no more is kept than can be of use', () => {
  const { asked, says, answered, decided } = waiting()
  const resets = Array.from({ length: 60 }, () => asked(reset))
  says(...Array.from({ length: 60 }, () => booted))
  for (const entry of resets) answered(entry, yes)
  expect(decided).toHaveLength(50)
})

test('C-6 nobody is waited for beyond their time, but for those whose answer is not known', () => {
  const { asked, says, answered, giveUp, decided } = waiting()
  const [first, second] = [asked(reset), asked(reset)]
  answered(first, yes)
  giveUp(1, () => 0)
  says(booted)
  answered(second, yes)
  expect(decided).toEqual([2n])
})

import { expect, test, vi } from 'vitest'
import type { Coalescer } from '../lib/db/coalesce'
import { createInbox } from './inbox'
import { answerOnly } from './route'
import type { StationConnection } from './station-connection'
import { aStation } from './testing/a-station'
import type { InboundCall } from './wire/inbound-call'
import { OcppError } from './wire/ocpp-error'

const station = aStation() as unknown as StationConnection
const aCall = () => {
  const call = { id: 'm-1', action: 'Heartbeat', payload: {}, payloadText: '{}', receivedAt: 0, latencyMs: () => 1 }
  return { ...call, fail: vi.fn(), replyText: vi.fn() }
}
const inboxWith = (submit: Coalescer['submit'], planCall = () => answerOnly({})) =>
  createInbox({ coalescer: { submit } as Coalescer, planCall, onFailure: vi.fn() })

test('a station whose message the database did not take is told at once, not when the log has given up as well', async () => {
  const call = aCall()
  const submit = vi
    .fn<Coalescer['submit']>()
    .mockRejectedValueOnce(new Error('the database is away'))
    .mockReturnValue(new Promise(() => {}))
  inboxWith(submit).receive(station, call as unknown as InboundCall)
  await vi.waitFor(() => expect(call.fail).toHaveBeenCalledOnce())
  expect(call.fail.mock.calls[0]![0]).toMatchObject({ code: 'InternalError' })
  expect(submit).toHaveBeenCalledTimes(2) // the log row is tried all the same
  expect(call.replyText).not.toHaveBeenCalled()
})

test('a refusal of our own leaves after its log row is stored', async () => {
  const call = aCall()
  let stored = (_results: readonly unknown[]) => {}
  const submit = () =>
    new Promise<readonly unknown[]>((resolve) => {
      stored = resolve
    })
  const refusing = () => {
    throw new OcppError('NotImplemented', 'no')
  }
  inboxWith(submit, refusing).receive(station, call as unknown as InboundCall)
  await Promise.resolve()
  expect(call.fail).not.toHaveBeenCalled()
  stored([])
  await vi.waitFor(() => expect(call.fail).toHaveBeenCalledOnce())
})

import { expect, test } from 'vitest'
import { inMinutes, meet } from './meet'

const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model' }

test.each([
  ['TC_013_CSMS Hard Reset', 'hard', 'Hard'],
  ['TC_014_CSMS Soft Reset', 'soft', 'Soft'],
] as const)('%s', async (_name, kind, type) => {
  const { tells, sees, reconnects } = await meet('ocpp1.6')
  const reset = await tells({ type: 'reset', kind }, 'Reset', { status: 'Accepted' })
  expect(reset.payload).toEqual({ type })
  await sees(reset.commandId, 'accepted') // accepted is not done: the boot proves it
  const again = await reconnects()
  const answer = await again.says('BootNotification', boot)
  expect(answer).toMatchObject({ status: 'Accepted', interval: expect.any(Number) })
  expect(Math.abs(Date.parse(answer.currentTime) - Date.now())).toBeLessThan(5_000)
  await sees(reset.commandId, 'confirmed')
  for (const connectorId of [0, 1, 2]) {
    const status = { connectorId, errorCode: 'NoError', status: 'Available', timestamp: inMinutes(0) }
    expect(await again.says('StatusNotification', status)).toEqual({})
  }
})

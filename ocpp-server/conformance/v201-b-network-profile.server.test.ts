import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { meet } from './meet'

test.each([
  ['TC_B_42_CSMS Set new NetworkConnectionProfile - Accepted', 'Accepted', 'confirmed'],
  ['TC_B_44_CSMS Set new NetworkConnectionProfile - Failed', 'Failed', 'rejected'],
] as const)('%s', async (_name, status, stage) => {
  const { stationId, tells, sees } = await meet('ocpp2.0.1')
  const url = 'wss://ocpp.example.com:9443/ocpp'
  const call = await tells(
    {
      type: 'set-network-profile',
      slot: 3,
      url,
      securityProfile: 2,
      interface: 'Wireless0',
      messageTimeoutSeconds: 60,
    },
    'SetNetworkProfile',
    { status },
  )
  expect(call.payload).toEqual({
    configurationSlot: 3,
    connectionData: {
      ocppVersion: 'OCPP20',
      ocppTransport: 'JSON',
      ocppCsmsUrl: url,
      messageTimeout: 60,
      securityProfile: 2,
      ocppInterface: 'Wireless0',
    },
  })
  await sees(call.commandId, stage)
  // The profile is only stored on the station: how it must connect with us stays as it was.
  expect(await db().station.findUnique({ where: { id: stationId } })).toMatchObject({ securityProfile: 0 })
})

import type { Payload } from '../ocpp-server/wire/frame'
import type { InboundCall } from '../ocpp-server/wire/inbound-call'
import { OcppError } from '../ocpp-server/wire/ocpp-error'
import { CERTIFICATES_16 } from './answer-certificates'
import { CHARGING_16, keep } from './answer-charging'
import { FILES_16 } from './answer-files'
import { setValue } from './answer-network'
import { findSession, type Machine, remoteVisit } from './dialect'
import { type LocalList, localListOf } from './local-list'
import { drawVehicle } from './vehicle'

/** How a 1.6 station answers the central system's commands. */
export function answer16(machine: Machine): (call: InboundCall) => object {
  const list = localListOf(machine.configuration, {
    room: 'LocalAuthListMaxLength',
    perMessage: 'SendLocalListMaxLength',
  })
  return ({ action, payload }) => {
    const answer = ANSWERS[action]
    if (!answer) throw new OcppError('NotImplemented', `${action} is not implemented.`)
    return answer(payload, machine, list)
  }
}

type Answer = (payload: Payload, machine: Machine, list: LocalList) => object
const status = (word: string) => ({ status: word })

const ANSWERS: Readonly<Record<string, Answer>> = {
  ...CHARGING_16,
  ...FILES_16,
  ...CERTIFICATES_16,

  RemoteStartTransaction(payload, machine) {
    const { connectorId, idTag, chargingProfile } = payload as {
      connectorId?: number
      idTag: string
      chargingProfile?: Parameters<typeof keep>[2]
    }
    const connector = connectorId
      ? machine.connector(connectorId)
      : machine.connectors.find(({ isFree, isWithdrawn }) => isFree && !isWithdrawn)
    if (!connector) return status('Rejected')
    const vehicle = drawVehicle(machine.random, connector.spec)
    if (!remoteVisit(machine, connector, idTag, null, vehicle)) return status('Rejected')
    if (chargingProfile !== undefined) keep(machine, connector.number, chargingProfile)
    return status('Accepted')
  },

  RemoteStopTransaction(payload, machine) {
    const connector = findSession(machine, ({ transactionId }) => transactionId === payload.transactionId)
    if (!connector) return status('Rejected')
    machine.clock.setTimer(() => machine.endSession(connector, 'remote'), 200)
    return status('Accepted')
  },

  Reset(payload, machine) {
    machine.reset(payload.type === 'Hard' ? 'hard' : 'soft')
    return status('Accepted')
  },

  UnlockConnector(payload, machine) {
    const connector = machine.connector(Number(payload.connectorId))
    if (!connector) return status('NotSupported')
    machine.unlock(connector)
    return status('Unlocked')
  },

  ChangeAvailability(payload, machine) {
    const connector = payload.connectorId === 0 ? null : machine.connector(Number(payload.connectorId))
    if (connector === undefined) return status('Rejected')
    return status(machine.setOperative(connector, payload.type === 'Operative') ? 'Scheduled' : 'Accepted')
  },

  GetConfiguration(payload, { configuration }) {
    const keys = payload.key as string[] | undefined
    const asked = keys?.length ? keys : configuration.all().map(({ name }) => name)
    const found = asked.flatMap((key) => configuration.find(key) ?? [])
    return {
      configurationKey: found.map(({ name, isReadonly, isSecret, value }) => ({
        key: name,
        readonly: isReadonly,
        ...(!isSecret && { value }),
      })),
      unknownKey: asked.filter((key) => !configuration.find(key)),
    }
  },

  ChangeConfiguration(payload, machine) {
    const result = setValue(machine, String(payload.key), String(payload.value))
    return status(result === 'Unknown' ? 'NotSupported' : result)
  },

  TriggerMessage(payload, machine) {
    const { requestedMessage, connectorId } = payload as { requestedMessage: string; connectorId?: number }
    const connector = connectorId ? machine.connector(connectorId) : null
    if (connector === undefined) return status('Rejected')
    return status(machine.trigger(requestedMessage, connector) ? 'Accepted' : 'NotImplemented')
  },

  GetLocalListVersion: (_payload, _machine, list) => ({ listVersion: list.version }),

  SendLocalList(payload, _machine, list) {
    const { listVersion, updateType, localAuthorizationList } = payload as {
      listVersion: number
      updateType: string
      localAuthorizationList?: readonly { idTag: string; idTagInfo?: object }[]
    }
    const entries = (localAuthorizationList ?? []).map(({ idTag, idTagInfo }) => ({ token: idTag, info: idTagInfo }))
    return status(list.take(listVersion, updateType === 'Full', entries))
  },

  ClearCache: () => status('Accepted'),
  DataTransfer: () => status('UnknownVendorId'),
}

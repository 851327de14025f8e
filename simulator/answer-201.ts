import type { Payload } from '../ocpp-server/wire/frame'
import type { InboundCall } from '../ocpp-server/wire/inbound-call'
import { OcppError } from '../ocpp-server/wire/ocpp-error'
import { CERTIFICATES_201, triggeredCertificate } from './answer-certificates'
import { CHARGING_201, keep } from './answer-charging'
import { FILES_201 } from './answer-files'
import { MONITORS_201 } from './answer-monitors'
import { setNetworkProfile, setValue } from './answer-network'
import { findSession, type Machine, remoteVisit, say } from './dialect'
import { type LocalList, localListOf } from './local-list'
import { drawVehicle } from './vehicle'

/** How a 2.0.1 station answers the CSMS's commands. */
export function answer201(machine: Machine): (call: InboundCall) => object {
  const list = localListOf(machine.configuration, {
    room: 'LocalAuthListCtrlr.Entries',
    perMessage: 'LocalAuthListCtrlr.ItemsPerMessage',
  })
  return ({ action, payload }) => {
    const answer = ANSWERS[action]
    if (!answer) throw new OcppError('NotImplemented', `${action} is not implemented.`)
    return answer(payload, machine, list)
  }
}

type Answer = (payload: Payload, machine: Machine, list: LocalList) => object
const status = (word: string) => ({ status: word })

interface VariableData {
  readonly component: { readonly name: string }
  readonly variable: { readonly name: string }
  readonly attributeType?: string
  readonly attributeValue?: string
}
const nameOf = ({ component, variable }: VariableData) => `${component.name}.${variable.name}`

const ANSWERS: Readonly<Record<string, Answer>> = {
  ...CHARGING_201,
  ...FILES_201,
  ...CERTIFICATES_201,
  ...MONITORS_201,

  RequestStartTransaction(payload, machine) {
    const { evseId, idToken, remoteStartId, chargingProfile } = payload as {
      evseId?: number
      idToken: { idToken: string }
      remoteStartId: number
      chargingProfile?: Parameters<typeof keep>[2]
    }
    const connector = evseId
      ? machine.connector(evseId)
      : machine.connectors.find(({ isFree, isWithdrawn }) => isFree && !isWithdrawn)
    if (!connector) return status('Rejected')
    const vehicle = drawVehicle(machine.random, connector.spec)
    if (!remoteVisit(machine, connector, idToken.idToken, remoteStartId, vehicle)) return status('Rejected')
    if (chargingProfile !== undefined) keep(machine, connector.number, chargingProfile)
    return status('Accepted')
  },

  RequestStopTransaction(payload, machine) {
    const connector = findSession(machine, ({ id }) => id === payload.transactionId)
    if (!connector) return status('Rejected')
    machine.clock.setTimer(() => machine.endSession(connector, 'remote'), 200)
    return status('Accepted')
  },

  GetTransactionStatus({ transactionId }, machine) {
    const messagesInQueue = machine.link.queued > 0
    if (transactionId === undefined) return { messagesInQueue }
    return { ongoingIndicator: findSession(machine, ({ id }) => id === transactionId) !== undefined, messagesInQueue }
  },

  CostUpdated: () => ({}),

  Reset(payload, machine) {
    machine.reset(payload.type === 'Immediate' ? 'hard' : 'soft')
    return status('Accepted')
  },

  UnlockConnector(payload, machine) {
    const connector = machine.connector(Number(payload.evseId))
    if (!connector) return status('UnknownConnector')
    if (connector.session) return status('OngoingAuthorizedTransaction')
    machine.unlock(connector)
    return status('Unlocked')
  },

  ChangeAvailability(payload, machine) {
    const evse = payload.evse as { id?: number } | undefined
    const connector = evse?.id ? machine.connector(evse.id) : null
    if (connector === undefined) return status('Rejected')
    return status(machine.setOperative(connector, payload.operationalStatus === 'Operative') ? 'Scheduled' : 'Accepted')
  },

  GetVariables(payload, { configuration }) {
    const asked = payload.getVariableData as readonly VariableData[]
    return {
      getVariableResult: asked.map((data) => {
        const setting = configuration.find(nameOf(data))
        const { component, variable } = data
        if (setting?.isSecret) return { attributeStatus: 'Rejected', component, variable }
        return setting
          ? { attributeStatus: 'Accepted', attributeValue: setting.value, component, variable }
          : { attributeStatus: 'UnknownVariable', component, variable }
      }),
    }
  },

  SetVariables(payload, machine) {
    const asked = payload.setVariableData as readonly VariableData[]
    return {
      setVariableResult: asked.map((data) => {
        const result = setValue(machine, nameOf(data), String(data.attributeValue))
        const attributeStatus = result === 'Unknown' ? 'UnknownVariable' : result
        return { attributeStatus, component: data.component, variable: data.variable }
      }),
    }
  },

  GetBaseReport(payload, machine) {
    machine.clock.setTimer(() => report(machine, Number(payload.requestId)), 200)
    return status('Accepted')
  },

  TriggerMessage(payload, machine) {
    const { requestedMessage, evse } = payload as { requestedMessage: string; evse?: { id: number } }
    const certificate = triggeredCertificate(machine, requestedMessage)
    if (certificate !== null) return certificate
    const connector = evse?.id ? machine.connector(evse.id) : null
    if (connector === undefined) return status('Rejected')
    return status(machine.trigger(requestedMessage, connector) ? 'Accepted' : 'NotImplemented')
  },

  GetLocalListVersion: (_payload, _machine, list) => ({ versionNumber: list.version }),

  SendLocalList(payload, _machine, list) {
    const { versionNumber, updateType, localAuthorizationList } = payload as {
      versionNumber: number
      updateType: string
      localAuthorizationList?: readonly { idToken: { idToken: string }; idTokenInfo?: object }[]
    }
    const said = localAuthorizationList ?? []
    const entries = said.map(({ idToken, idTokenInfo }) => ({ token: idToken.idToken, info: idTokenInfo }))
    return status(list.take(versionNumber, updateType === 'Full', entries))
  },

  CustomerInformation(payload, machine, list) {
    const { idToken, report, clear, requestId } = payload as {
      idToken?: { idToken: string }
      report: boolean
      clear: boolean
      requestId: number
    }
    if (report) {
      const isListed = idToken !== undefined && list.has(idToken.idToken)
      const data = `${isListed ? 'On the local authorization list.' : ''}${clear ? ' Cleared.' : ''}`.trim()
      const generatedAt = machine.now().toISOString()
      const said = { requestId, seqNo: 0, tbc: false, generatedAt, data }
      machine.clock.setTimer(() => say(machine, 'NotifyCustomerInformation', said), 200)
    }
    return status('Accepted')
  },

  SetNetworkProfile: setNetworkProfile,
  ClearCache: () => status('Accepted'),
  DataTransfer: () => status('UnknownVendorId'),
}

const PER_REPORT = 8

function report(machine: Machine, requestId: number): void {
  const all = machine.configuration.all()
  for (let from = 0, seqNo = 0; from < all.length; from += PER_REPORT, seqNo++) {
    say(machine, 'NotifyReport', {
      requestId,
      generatedAt: machine.now().toISOString(),
      seqNo,
      tbc: from + PER_REPORT < all.length,
      reportData: all.slice(from, from + PER_REPORT).map(({ name, value, isReadonly, isSecret }) => {
        const [component, variable] = name.split('.')
        return {
          component: { name: component },
          variable: { name: variable },
          variableAttribute: [
            isSecret
              ? { type: 'Actual', mutability: 'WriteOnly' }
              : { type: 'Actual', value, mutability: isReadonly ? 'ReadOnly' : 'ReadWrite' },
          ],
          variableCharacteristics: { dataType: isSecret ? 'string' : dataType(value), supportsMonitoring: false },
        }
      }),
    })
  }
}

function dataType(value: string): string {
  if (value === 'true' || value === 'false') return 'boolean'
  return /^\d+$/.test(value) ? 'integer' : value.includes(',') ? 'MemberList' : 'string'
}

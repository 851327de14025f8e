import type { Payload } from '../ocpp-server/wire/frame'
import type { InboundCall } from '../ocpp-server/wire/inbound-call'
import { OcppError } from '../ocpp-server/wire/ocpp-error'
import type { Configuration } from './configuration'
import { findSession, type Machine, remoteVisit, say } from './dialect'
import { drawVehicle } from './vehicle'

/** How a 2.0.1 station answers the CSMS's commands. */
export function answer201(machine: Machine, configuration: Configuration): (call: InboundCall) => object {
  return ({ action, payload }) => {
    const answer = ANSWERS[action]
    if (!answer) throw new OcppError('NotImplemented', `${action} is not implemented.`)
    return answer(payload, machine, configuration)
  }
}

type Answer = (payload: Payload, machine: Machine, configuration: Configuration) => object
const status = (word: string) => ({ status: word })

interface VariableData {
  readonly component: { readonly name: string }
  readonly variable: { readonly name: string }
  readonly attributeType?: string
  readonly attributeValue?: string
}
const nameOf = ({ component, variable }: VariableData) => `${component.name}.${variable.name}`

const ANSWERS: Readonly<Record<string, Answer>> = {
  RequestStartTransaction(payload, machine) {
    const { evseId, idToken, remoteStartId } = payload as {
      evseId?: number
      idToken: { idToken: string }
      remoteStartId: number
    }
    const connector = evseId
      ? machine.connector(evseId)
      : machine.connectors.find(({ isFree, isWithdrawn }) => isFree && !isWithdrawn)
    if (!connector) return status('Rejected')
    const vehicle = drawVehicle(machine.random, connector.spec)
    return status(remoteVisit(machine, connector, idToken.idToken, remoteStartId, vehicle) ? 'Accepted' : 'Rejected')
  },

  RequestStopTransaction(payload, machine) {
    const connector = findSession(machine, ({ id }) => id === payload.transactionId)
    if (!connector) return status('Rejected')
    machine.clock.setTimer(() => machine.endSession(connector, 'remote'), 200)
    return status('Accepted')
  },

  GetTransactionStatus(payload, machine) {
    const isOngoing = findSession(machine, ({ id }) => id === payload.transactionId) !== undefined
    return { ongoingIndicator: isOngoing, messagesInQueue: machine.link.queued > 0 }
  },

  Reset(payload, machine) {
    machine.reset(payload.type === 'Immediate' ? 'hard' : 'soft')
    return status('Accepted')
  },

  UnlockConnector(payload, machine) {
    const connector = machine.connector(Number(payload.evseId))
    if (!connector) return status('UnknownConnector')
    if (connector.session) return status('OngoingAuthorizedTransaction')
    return status('Unlocked')
  },

  ChangeAvailability(payload, machine) {
    const evse = payload.evse as { id?: number } | undefined
    const connector = evse?.id ? machine.connector(evse.id) : null
    if (connector === undefined) return status('Rejected')
    return status(machine.setOperative(connector, payload.operationalStatus === 'Operative') ? 'Scheduled' : 'Accepted')
  },

  GetVariables(payload, _machine, configuration) {
    const asked = payload.getVariableData as readonly VariableData[]
    return {
      getVariableResult: asked.map((data) => {
        const setting = configuration.find(nameOf(data))
        const { component, variable } = data
        return setting
          ? { attributeStatus: 'Accepted', attributeValue: setting.value, component, variable }
          : { attributeStatus: 'UnknownVariable', component, variable }
      }),
    }
  },

  SetVariables(payload, _machine, configuration) {
    const asked = payload.setVariableData as readonly VariableData[]
    return {
      setVariableResult: asked.map((data) => {
        const result = configuration.set(nameOf(data), String(data.attributeValue))
        const attributeStatus = result === 'Unknown' ? 'UnknownVariable' : result
        return { attributeStatus, component: data.component, variable: data.variable }
      }),
    }
  },

  GetBaseReport(payload, machine, configuration) {
    machine.clock.setTimer(() => report(machine, Number(payload.requestId), configuration), 200)
    return status('Accepted')
  },

  TriggerMessage(payload, machine) {
    const { requestedMessage, evse } = payload as { requestedMessage: string; evse?: { id: number } }
    const connector = evse?.id ? machine.connector(evse.id) : null
    if (connector === undefined) return status('Rejected')
    return status(machine.trigger(requestedMessage, connector) ? 'Accepted' : 'NotImplemented')
  },

  ClearCache: () => status('Accepted'),
  DataTransfer: () => status('UnknownVendorId'),
}

const PER_REPORT = 8

function report(machine: Machine, requestId: number, configuration: Configuration): void {
  const all = configuration.all()
  for (let from = 0, seqNo = 0; from < all.length; from += PER_REPORT, seqNo++) {
    say(machine, 'NotifyReport', {
      requestId,
      generatedAt: machine.now().toISOString(),
      seqNo,
      tbc: from + PER_REPORT < all.length,
      reportData: all.slice(from, from + PER_REPORT).map(({ name, value, isReadonly }) => {
        const [component, variable] = name.split('.')
        return {
          component: { name: component },
          variable: { name: variable },
          variableAttribute: [{ type: 'Actual', value, mutability: isReadonly ? 'ReadOnly' : 'ReadWrite' }],
          variableCharacteristics: { dataType: dataType(value), supportsMonitoring: false },
        }
      }),
    })
  }
}

function dataType(value: string): string {
  if (value === 'true' || value === 'false') return 'boolean'
  return /^\d+$/.test(value) ? 'integer' : value.includes(',') ? 'MemberList' : 'string'
}

import { expect, vi } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import type { CommandInput } from '../../lib/commands/command'
import { requestCommand } from '../../lib/commands/mutations/request-command'
import { getCommand } from '../../lib/commands/queries'
import { aStation } from '../../lib/db/testing/fixtures'
import type { OcppVersion } from '../../lib/ocpp-schemas/official'
import type { GatewayOptions } from '../gateway'
import { aGuardedStation } from '../testing/a-guarded-station'
import { aGateway } from '../testing/test-gateway'
import { type Connect, connectStrict, type HeardCall, type Payload, type StrictStation } from './strict-station'

/** A central system with one accepted station that has just connected: where every case of the lists begins. */
export interface Meeting {
  readonly station: StrictStation
  readonly identity: string
  readonly stationId: bigint
  readonly gateway: Awaited<ReturnType<typeof aGateway>>
  /** An operator's command, as the console and REST give it. */
  asks(command: CommandInput): Promise<bigint>
  /** Asks, sees that the station hears exactly one CALL with this action, and lets it answer. Gives the CALL and the command. */
  tells(command: CommandInput, action: string, answer: Payload): Promise<HeardCall & { commandId: bigint }>
  /** The command comes to this stage. */
  sees(commandId: bigint, stage: string): Promise<void>
  /** The same station on a new socket, with another password or over TLS when said. @throws when refused */
  reconnects(how?: Pick<Connect, 'password' | 'tls'>): Promise<StrictStation>
}

const us = systemActor('system')

export async function meet(
  version: OcppVersion,
  {
    evses = 2,
    registration = 'accepted',
    password,
    ...over
  }: Partial<GatewayOptions> & {
    evses?: number
    registration?: 'accepted' | 'pending' | 'rejected'
    /** It must offer it, and does. */
    password?: string
  } = {},
): Promise<Meeting> {
  const { identity, id: stationId } = await (password === undefined
    ? aStation({ evses, registration })
    : aGuardedStation(password, { evses, registration }))
  const gateway = await aGateway(over)
  const connect = (how: Pick<Connect, 'password' | 'tls'> = { password }) =>
    connectStrict(gateway, { version, identity, ...how })
  const station = await connect()
  // Answered: the connection is recorded, commands find it.
  if (registration === 'accepted') await station.says('Heartbeat')
  else expect(await station.isRefused('Heartbeat')).toBe('SecurityError')
  const asks = async (command: CommandInput) => (await requestCommand(us, identity, command)).id
  return {
    station,
    identity,
    stationId,
    gateway,
    asks,
    async tells(command, action, answer) {
      const commandId = await asks(command)
      const call = await station.hears(action)
      call.answer(answer)
      return { ...call, commandId }
    },
    sees: (commandId, stage) =>
      vi.waitFor(async () => expect((await getCommand(us, commandId)).stage).toBe(stage), { timeout: 5_000 }),
    async reconnects(how) {
      await station.close()
      return connect(how)
    },
  }
}

export const now = () => new Date().toISOString()
/** Minutes from now (negative: ago), as stations write instants. */
export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

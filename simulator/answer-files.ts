import type { Payload } from '../ocpp-server/wire/frame'
import { type Machine, say } from './dialect'

type Answer = (payload: Payload, machine: Machine) => object

/** How a version says how far a transfer has come. */
type Says = (status: string) => void

/** A soft reset has let go of its connection by then. */
const RESETS_WITHIN_MS = 1_500

const ACCEPTED = { status: 'Accepted' } as const

const step = ({ clock, random, handlingMs }: Machine) =>
  new Promise<void>((resolve) => void clock.setTimer(resolve, random.between(...handlingMs)))

async function until(machine: Machine, isSo: () => boolean): Promise<void> {
  while (!isSo()) await step(machine)
}

/** The version a package's name tells, as people name them: `pro-4.2.1.bin`. */
const versionOf = (location: string, now: string) =>
  /(\d+(?:\.\d+)+)(?!.*\d\.\d)/.exec(location.split('/').at(-1) ?? '')?.[1] ?? `${now}+`

/** Fetches the package for real, waits until nobody charges, restarts, and comes back with the new version. */
async function update(machine: Machine, location: string, isSigned: boolean, says: Says): Promise<void> {
  await step(machine)
  says('Downloading')
  try {
    const answer = await fetch(location)
    if (!answer.ok) throw new Error(String(answer.status))
    await answer.arrayBuffer()
  } catch {
    return says('DownloadFailed')
  }
  await step(machine)
  says('Downloaded')
  if (isSigned) says('SignatureVerified')
  await until(machine, () => machine.connectors.every(({ session }) => session === null))
  says('Installing')
  await step(machine)
  machine.memory.keep({ firmware: versionOf(location, machine.firmware) })
  machine.reset('soft')
  await new Promise<void>((resolve) => void machine.clock.setTimer(resolve, RESETS_WITHIN_MS))
  await until(machine, () => machine.link.isOpen)
  await step(machine)
  says('Installed')
}

/** Brings what the station has noted, for real. */
async function bring(machine: Machine, location: string, log: string, says: Says, failed: string): Promise<void> {
  await step(machine)
  says('Uploading')
  const { identity, vendor, model } = machine.spec
  const lines = machine.connectors.map(({ number, state }) => `connector ${number}: ${state}`)
  const head = `${log} of ${identity}, ${vendor} ${model} ${machine.firmware}, ${machine.now().toISOString()}`
  try {
    const body = [head, ...lines, ''].join('\n')
    const answer = await fetch(`${location}/${log}-${identity}.txt`, { method: 'PUT', body })
    says(answer.ok ? 'Uploaded' : failed)
  } catch {
    says(failed)
  }
}

interface Firmware {
  readonly location: string
  readonly signature?: string
}
interface LogWanted {
  readonly remoteLocation: string
}

const saysWith =
  (machine: Machine, action: string, requestId: unknown): Says =>
  (status) =>
    say(machine, action, requestId === undefined ? { status } : { status, requestId })

const getLog: Answer = ({ log, logType, requestId }, machine) => {
  const name = logType === 'SecurityLog' ? 'security' : 'diagnostics'
  const says = saysWith(machine, 'LogStatusNotification', requestId)
  void bring(machine, (log as LogWanted).remoteLocation, name, says, 'UploadFailure')
  return ACCEPTED
}

/** Firmware and logs, as a 1.6 station with the security extension takes them. */
export const FILES_16: Readonly<Record<string, Answer>> = {
  UpdateFirmware({ location }, machine) {
    void update(machine, String(location), false, saysWith(machine, 'FirmwareStatusNotification', undefined))
    return {}
  },

  SignedUpdateFirmware({ firmware, requestId }, machine) {
    const says = saysWith(machine, 'SignedFirmwareStatusNotification', requestId)
    void update(machine, (firmware as Firmware).location, true, says)
    return ACCEPTED
  },

  GetDiagnostics({ location }, machine) {
    const says = saysWith(machine, 'DiagnosticsStatusNotification', undefined)
    void bring(machine, String(location), 'diagnostics', says, 'UploadFailed')
    return { fileName: `diagnostics-${machine.spec.identity}.txt` }
  },

  GetLog: getLog,
}

/** The same, as a 2.x station takes them. */
export const FILES_201: Readonly<Record<string, Answer>> = {
  UpdateFirmware({ firmware, requestId }, machine) {
    const { location, signature } = firmware as Firmware
    const says = saysWith(machine, 'FirmwareStatusNotification', requestId)
    void update(machine, location, signature !== undefined, says)
    return ACCEPTED
  },

  GetLog: getLog,
}

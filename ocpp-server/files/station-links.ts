import type { Command } from '../../lib/commands/command'
import type { ClaimedCommand } from '../../lib/commands/mutations/settle-command'
import { problem, sentenceOf, wordOf } from '../../lib/commands/problem'
import { requestIdOf } from '../../lib/commands/request-id'
import { fileAddress } from '../../lib/files/file-address'
import { ftpAddress } from '../../lib/files/ftp-places'
import { endEarlierLinks, endLinks, hashOfSecret, issueLink, type LogKind } from '../../lib/files/mutations/issue-link'
import { makeLogRoom, offerPackage } from '../../lib/files/mutations/offer-on-ftp'
import { knowsOnlyFtp } from '../../lib/files/queries/file-way'
import { ftpForStations } from '../../lib/files/queries/ftp-server'
import {
  beginUpdate,
  failUpdate,
  postponeUpdate,
  replaceEarlierUpdates,
} from '../../lib/firmware/mutations/move-update'
import { type FirmwareToSend, firmwareToSend } from '../../lib/firmware/queries/firmware-to-send'
import { DomainError } from '../../lib/kernel/errors'
import { DAY_MS } from '../../lib/kernel/time'
import { type Answered, CannotSend, type CommandTools, isYes, type StationAnswer, toBeProven } from '../station-answer'
import { CallFailure, OcppError } from '../wire/ocpp-error'

/** How long stations may take to fetch what they were told of, and to bring what they were asked for. */
const FETCH_WITHIN_MS = 7 * DAY_MS
const BRING_WITHIN_MS = DAY_MS

type Claimed<Type extends Command['type']> = ClaimedCommand<Extract<Command, { type: Type }>>

/** What a station is told of firmware, whatever the version. */
export interface FirmwareOffer {
  readonly requestId: number
  readonly location: string
  /** ISO 8601. */
  readonly retrieveAt: string
  readonly firmware: FirmwareToSend
  /** What it checks the package by; null: plain. */
  readonly signed: { readonly signature: string; readonly signingCertificate: string } | null
}

/** Retries as both versions have them. */
export const trying = ({ retries, retryIntervalSeconds }: { retries?: number; retryIntervalSeconds?: number }) => ({
  ...(retries === undefined ? {} : { retries }),
  ...(retryIntervalSeconds === undefined ? {} : { retryInterval: retryIntervalSeconds }),
})

/**
 * One firmware update: its address, its row in the history, and what becomes of both when the station answers. SPEC F-10 ….
 * @throws CannotSend | CallFailure | OcppError
 */
export async function askForUpdate(
  { id, command }: Claimed<'update-firmware'>,
  tools: CommandTools,
  say: (offer: FirmwareOffer) => Promise<StationAnswer>,
): Promise<Answered> {
  const firmware = await knownFirmware(command.firmwareId)
  const signed = command.signed ? signatureOf(firmware) : null
  const { station } = tools
  const updateId = await began(
    beginUpdate({
      stationId: station.id,
      commandId: id,
      firmware,
      updateId: command.updateId === undefined ? null : BigInt(command.updateId),
      fromVersion: station.live.firmware,
    }),
  )
  const retrieveAt = command.retrieveAt ?? new Date().toISOString()
  const address = overFtp(command.over, station.id).then((server) =>
    server === null ? firmwareAddress(tools, id, firmware, Date.parse(retrieveAt)) : packageOnFtp(server, firmware),
  )
  const offered = address.then((location) =>
    say({ requestId: requestIdOf(id), location, retrieveAt, firmware, signed }),
  )
  const answer = await offered.catch(async (error: unknown) => {
    await unanswered(error, updateId, id, command.updateId !== undefined)
    throw error
  })
  if (isYes(answer)) await replaceEarlierUpdates(station.id, updateId, id)
  else await failUpdate(updateId, id, { status: String(answer.status), error: String(answer.status) })
  return toBeProven(answer)
}

/** Silence is no refusal: the station may have heard, and then its status says so. */
async function unanswered(error: unknown, updateId: bigint, commandId: bigint, isCampaign: boolean): Promise<void> {
  const reason = error instanceof CallFailure ? error.reason : 'error'
  if (reason === 'timeout') return
  if (isCampaign && (reason === 'disconnected' || reason === 'queue-full')) await postponeUpdate(updateId, commandId)
  else await failUpdate(updateId, commandId, { status: null, error: whyNot(error) })
}

function whyNot(error: unknown): string {
  if (error instanceof CannotSend) return wordOf(error.problem)
  if (error instanceof CallFailure && error.reason !== 'error') return error.reason
  if (error instanceof OcppError) return sentenceOf(problem('unreadable', { detail: error.description }))
  return error instanceof Error ? error.message : String(error)
}

const began = (beginning: Promise<bigint>): Promise<bigint> =>
  beginning.catch((error: unknown) => {
    throw error instanceof DomainError ? new CannotSend('campaign-over') : error
  })

/** @throws CannotSend */
export async function knownFirmware(id: string): Promise<FirmwareToSend> {
  const firmware = await firmwareToSend(BigInt(id))
  if (firmware === null) throw new CannotSend('no-firmware', { id })
  return firmware
}

function signatureOf({ signature, signingCertificate, version }: FirmwareToSend) {
  if (signature === null || signingCertificate === null) throw new CannotSend('unsigned-firmware', { version })
  return { signature, signingCertificate }
}

/** A new address for a package, for this command alone. */
export async function firmwareAddress(
  { station }: CommandTools,
  commandId: bigint,
  firmware: FirmwareToSend,
  fromMs = Date.now(),
): Promise<string> {
  const expiresAt = new Date(Math.max(fromMs, Date.now()) + FETCH_WITHIN_MS)
  const secret = await issueLink(
    { purpose: 'firmware', firmwareId: firmware.id },
    { stationId: station.id, commandId, expiresAt },
  )
  return fileAddress(station.reachedAt, secret, firmware.fileName)
}

/** The package on the operator's FTP server: one place for all who fetch it there. @throws CannotSend */
const packageOnFtp = (server: string, firmware: FirmwareToSend): Promise<string> =>
  offerPackage(firmware).then((folder) => ftpAddress(server, folder, firmware.fileName), ftpFailed)

/** The operator's FTP server when this command's file goes over it; null: over HTTP. @throws CannotSend */
async function overFtp(over: 'http' | 'ftp' | undefined, stationId: bigint): Promise<string | null> {
  const server = ftpForStations()
  if (over === 'ftp' && server === null) throw new CannotSend('no-ftp')
  return server !== null && (over === 'ftp' || (over === undefined && (await knowsOnlyFtp(stationId)))) ? server : null
}

const ftpFailed = (error: unknown): never => {
  throw new CannotSend('ftp-failed', { detail: error instanceof Error ? error.message : String(error) })
}

/** Asks for a log, with room for it under a new address. Asked again, the room of before is closed. SPEC F-20 ….*/
export async function askForLog(
  { id, command }: Claimed<'get-log'>,
  kind: LogKind,
  { station }: CommandTools,
  say: (location: string) => Promise<StationAnswer>,
): Promise<Answered> {
  const server = await overFtp(command.over, station.id)
  const expiresAt = new Date(Date.now() + BRING_WITHIN_MS)
  const secret = await issueLink({ purpose: 'log', kind }, { stationId: station.id, commandId: id, expiresAt })
  const address =
    server === null
      ? Promise.resolve(fileAddress(station.reachedAt, secret))
      : makeLogRoom(hashOfSecret(secret)).then((folder) => ftpAddress(server, folder), ftpFailed)
  const answer = await address.then(say).catch(async (error: unknown) => {
    if (!(error instanceof CallFailure) || error.reason !== 'timeout') await endLinks(id)
    throw error
  })
  if (!isYes(answer)) await endLinks(id)
  else if (answer.status === 'AcceptedCanceled') await endEarlierLinks(station.id, 'log', id)
  return toBeProven(answer)
}

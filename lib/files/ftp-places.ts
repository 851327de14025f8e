import type { FirmwareToSend } from '../firmware/queries/firmware-to-send'

/** Folders of ours on a server that others may use as well: nothing else there is ever looked at or removed. */
const LOG_FOLDER = /^lv-log-([0-9a-f]{32})$/
const PACKAGE_FOLDER = /^lv-fw-([0-9a-f]{32})$/
const LONGEST = 32

/** Room for one log. The name says nothing of the link's secret, and half a hash cannot be guessed either. */
export const logFolder = (tokenHash: string): string => `lv-log-${tokenHash.slice(0, LONGEST)}`

/** One place per package: a campaign's thousand stations fetch the same one. */
export const packageFolder = ({ sha256 }: Pick<FirmwareToSend, 'sha256'>): string => `lv-fw-${sha256.slice(0, LONGEST)}`

/** What a folder's name says: the beginning of the link's hash, or of the package's. */
export function readFolder(name: string): { readonly of: 'log' | 'package'; readonly begins: string } | null {
  const [, log] = LOG_FOLDER.exec(name) ?? []
  if (log !== undefined) return { of: 'log', begins: log }
  const [, firmware] = PACKAGE_FOLDER.exec(name) ?? []
  return firmware === undefined ? null : { of: 'package', begins: firmware }
}

/**
 * The address a station is given. A log's is its folder (OCPP 1.6 §6.19), a package's the file in it.
 * @param base as stations reach the server, with the name and password they use
 */
export const ftpAddress = (base: string, folder: string, name = ''): string =>
  `${base.replace(/\/+$/, '')}/${folder}/${encodeURIComponent(name)}`

/** Protocols as a station lists them (SupportedFileTransferProtocols, OCPPCommCtrlr.FileTransferProtocols): FTP, and nothing of the web's. */
export function speaksOnlyFtp(said: string | null): boolean {
  const protocols = new Set((said ?? '').toUpperCase().split(/[\s,;]+/))
  return ['FTP', 'FTPS'].some((one) => protocols.has(one)) && !['HTTP', 'HTTPS'].some((one) => protocols.has(one))
}

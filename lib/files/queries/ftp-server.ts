import { Client } from 'basic-ftp'
import { env } from '../../env'
import { SECOND_MS } from '../../kernel/time'

/** Nothing moved for so long: given up. */
const SILENT_FOR_MS = 30 * SECOND_MS
/** What ftps:// means when it is not explicit TLS on the usual port. */
const IMPLICIT_TLS_PORT = '990'

/** The operator's FTP server, as stations are told of it; null: files go over HTTP alone. */
export function ftpForStations(): string | null {
  const { FTP_URL, FTP_STATION_URL } = env()
  return FTP_URL === undefined ? null : (FTP_STATION_URL ?? FTP_URL)
}

/**
 * Works on the operator's FTP server, in the folder that FTP_URL names, over a connection of its own.
 * @throws Error as the server says it
 */
export async function onFtp<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const { FTP_URL } = env()
  if (FTP_URL === undefined) throw new Error('FTP_URL is not set.')
  const { protocol, hostname, port, username, password, pathname } = new URL(FTP_URL)
  const client = new Client(SILENT_FOR_MS)
  try {
    await client.access({
      host: hostname.replace(/^\[|\]$/g, ''),
      ...(port === '' ? {} : { port: Number(port) }),
      ...(username === '' ? {} : { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
      secure: protocol === 'ftps:' && (port === IMPLICIT_TLS_PORT ? 'implicit' : true),
    })
    const folder = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '')
    if (folder !== '') await client.ensureDir(folder)
    return await work(client)
  } finally {
    client.close()
  }
}

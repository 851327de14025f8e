import { headers } from 'next/headers'
import { isSecure } from '@/app/sign-in-cookie'
import { env } from '@/lib/env'

/** Where stations connect, as reached from where the reader sits; the station's identity follows it. */
export async function ocppAddress(): Promise<string> {
  const host = (await headers()).get('host') ?? 'localhost'
  const { hostname } = new URL(`http://${host}`)
  return `${isSecure() ? 'wss' : 'ws'}://${hostname}:${env().OCPP_PORT}/ocpp/`
}

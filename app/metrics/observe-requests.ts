import diagnostics from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { operations } from '@/app/api/v1/operations'
import { markPeer } from '@/app/peer'
import { env } from '@/lib/env'
import { meters } from './meters'
import { routeName } from './route-name'

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

const startedAt = new WeakMap<IncomingMessage, number>()

/** Watches every request of this process from Node's own channels: no page or route can forget to be measured. Call once. */
export function observeRequests(): void {
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request } = message as Exchange
    markPeer(request, env().TRUST_PROXY)
    startedAt.set(request, performance.now())
  })
  diagnostics.subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as Exchange
    const method = METHODS.has(request.method ?? '') ? (request.method as string) : 'other'
    const route = routeName(method, new URL(request.url ?? '/', 'http://house').pathname, operations)
    meters().requests.inc({ method, route, status: response.statusCode })
    const started = startedAt.get(request)
    const isStream = String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')
    if (started !== undefined && !isStream)
      meters().latency.observe({ method, route }, (performance.now() - started) / 1000)
  })
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessPlan } from './kept-process'

/** How each process of the house is started. All get the same settings; who gets which port is among them. */
export interface PlanOptions {
  readonly env: () => NodeJS.ProcessEnv
  readonly host: string
  readonly port: number
  /** `next dev` instead of the built app. */
  readonly dev?: boolean
}

export function webPlan({ env, host, port, dev = false }: PlanOptions): ProcessPlan {
  const command = dev ? 'dev' : 'start'
  return {
    name: 'web',
    args: ['node_modules/next/dist/bin/next', command, '--hostname', host, '--port', String(port)],
    env,
    untilReady: (signal) => untilAnswers(`http://${urlHost(host)}:${port}/healthz`, signal),
  }
}

export const gatewayPlan = (env: () => NodeJS.ProcessEnv): ProcessPlan => ({
  name: 'gateway',
  // Messages live for one batch: room for a few batches keeps them from being copied by the garbage collector.
  args: ['--max-semi-space-size=64', '--import', 'tsx', 'ocpp-server/main.ts'],
  env,
})

export const workerPlan = (env: () => NodeJS.ProcessEnv): ProcessPlan => ({
  name: 'worker',
  args: ['--import', 'tsx', 'worker/main.ts'],
  env,
})

async function untilAnswers(url: string, signal: AbortSignal): Promise<void> {
  for (; ; await sleep(50, undefined, { signal })) {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) }).catch(
      () => null,
    )
    if (answer?.ok) return
  }
}

function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type BundledProcess, bundleOf, sourceOf } from './bundle-processes'
import type { ProcessPlan } from './kept-process'

/** How each process of the house is started. All get the same settings; who gets which port is among them. */
export interface PlanOptions {
  readonly env: () => NodeJS.ProcessEnv
  readonly host: string
  readonly port: number
  /** From the sources (`next dev`, tsx) instead of what was built. */
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

type OwnOptions = Pick<PlanOptions, 'env' | 'dev'>

/** Messages live for one batch: room for a few batches keeps them from being copied by the garbage collector. */
export const GATEWAY_NODE_OPTIONS = ['--max-semi-space-size=64']

export const gatewayPlan = ({ env, dev }: OwnOptions): ProcessPlan => ({
  name: 'gateway',
  args: [...GATEWAY_NODE_OPTIONS, ...start('gateway', dev)],
  env,
})

export const workerPlan = ({ env, dev }: OwnOptions): ProcessPlan => ({
  name: 'worker',
  args: start('worker', dev),
  env,
})

const start = (name: BundledProcess, dev = false): string[] =>
  dev ? ['--import', 'tsx', sourceOf(name)] : [bundleOf(name)]

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

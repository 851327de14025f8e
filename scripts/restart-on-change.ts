import { watch } from 'node:fs'
import type { KeptProcess } from './kept-process'

const FOLDERS = ['lib', 'ocpp-server', 'worker']
/** An editor saves in several steps, a checkout in hundreds. */
const QUIET_FOR_MS = 300

/** While developing: processes that do not reload by themselves start again when a source changes. */
export function restartOnChange(processes: readonly KeptProcess[]): void {
  let timer: NodeJS.Timeout | undefined
  for (const folder of FOLDERS) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        for (const one of processes) one.restart(`${folder}/${file} changed`)
      }, QUIET_FOR_MS)
    })
  }
}

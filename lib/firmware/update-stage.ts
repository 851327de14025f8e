/** How far one station's update to one firmware has come. */
export const UPDATE_STAGES = [
  'waiting',
  'asked',
  'downloading',
  'downloaded',
  'installing',
  'installed',
  'failed',
  'cancelled',
] as const
export type UpdateStage = (typeof UPDATE_STAGES)[number]

/** The station has been asked and has not come to an end. */
export const UNDER_WAY: readonly UpdateStage[] = ['asked', 'downloading', 'downloaded', 'installing']

export const isUnderWay = (stage: UpdateStage): boolean => UNDER_WAY.includes(stage)
export const isOver = (stage: UpdateStage): boolean =>
  stage === 'installed' || stage === 'failed' || stage === 'cancelled'

/** Words of (Signed)FirmwareStatusNotification in all versions. */
const STAGE_OF: Readonly<Record<string, UpdateStage>> = {
  DownloadScheduled: 'asked',
  Downloading: 'downloading',
  DownloadPaused: 'downloading',
  Downloaded: 'downloaded',
  SignatureVerified: 'downloaded',
  InstallScheduled: 'downloaded',
  Installing: 'installing',
  InstallRebooting: 'installing',
  Installed: 'installed',
  DownloadFailed: 'failed',
  InvalidSignature: 'failed',
  InstallationFailed: 'failed',
  InstallVerificationFailed: 'failed',
}

/** Where a station's word brings its update; null: nowhere (Idle, and words nobody knows). */
export const stageOfStatus = (status: string): UpdateStage | null => STAGE_OF[status] ?? null

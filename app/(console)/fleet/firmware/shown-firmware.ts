import type { ShownFirmware } from '@/components/fleet/firmware-table'
import type { FirmwareRow } from '@/lib/firmware/queries/list-firmware'

export const shownFirmware = ({ id, createdAt, md5: _, ...row }: FirmwareRow): ShownFirmware => ({
  ...row,
  id: String(id),
  createdAt: createdAt.toISOString(),
})

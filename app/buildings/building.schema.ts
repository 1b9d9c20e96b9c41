import { z } from 'zod'

export const buildingKinds = [
  'multi_unit',
  'public_housing',
  'sro',
  'mobile_home_park',
  'single_family',
  'tenant_owned',
] as const
export const BuildingKind = z.enum(buildingKinds, 'form.choose')
export type BuildingKind = z.infer<typeof BuildingKind>

export const struckReasons = ['does_not_exist', 'business', 'merged', 'other'] as const
export const StruckReason = z.enum(struckReasons, 'form.choose')
export type StruckReason = z.infer<typeof StruckReason>

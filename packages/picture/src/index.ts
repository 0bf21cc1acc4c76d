export { createInspection, type Inspection } from './create-inspection.ts'
export { type Picture, type PictureType, pictureLimits, pictureTypes } from './picture.ts'
export { type Unfitness, UnfitPicture } from './unfit-picture.ts'

/**
 * Words that are packed as one byte: their place in this list. It only ever grows at its end, up to 240: acts packed years ago are read by
 * it. What is not in it travels letter by letter, so a new field or code needs no new word.
 */
export const packedWords = (
  'kind knock knockId turfId unitId disposition flyer not_home conversation brief inaccessible refused language moved wrong_unit vacant ' +
  'left_literature someone_else do_not_knock hostile_unsafe landlord_agent deceased void retract unit label floor person personId name ' +
  'isNew languages heard asks id step meetingId answer consents purpose channel given contact value safeRule join level basis followUp ' +
  'what owner due note repairs category severity since words photos sha256 sameAs yes maybe no said meeting keep phone text call ' +
  'count_repair name_to_landlord en es today this_week longer other serious dangerous emergency leak heat rent'
).split(' ')

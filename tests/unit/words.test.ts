/** Length of a story, in scripts with and without spaces. */
import { countWords, readingMinutes } from '../../src/plugins/newsroom/server/src/publishing/words';

test.each([
  ['en', 'The ferry is late.', 4],
  ['en', 'Don’t stop; it’s 3.5 km away', 6],
  ['en', 'One\nword\ta\u00a0line', 4],
  ['en', '… — “!” 😀', 0],
  ['en', '', 0],
  ['ur', 'یہ ایک سادہ جملہ ہے۔', 5],
  ['hi', 'यह एक सरल वाक्य है।', 5],
  // The joiner is part of the word.
  ['fa', 'می‌خواهم', 1],
  ['zh', '我爱北京天安门。', 4],
  ['ja', '東京に住んでいます。', 6],
])('%s: «%s» has %d words', (language, text, words) => {
  expect(countWords(text, language)).toBe(words);
});

test.each([null, '', 'xx', 'not a tag'])('the language «%s» counts as English', (language) => {
  expect(countWords('The ferry is late.', language)).toBe(4);
});

test('any number of languages may come by', () => {
  for (let number = 0; number < 300; number += 1) {
    expect(countWords('one two', `en-x-${number}`)).toBe(2);
  }
});

test.each([
  [0, 0],
  [1, 1],
  [238, 1],
  [239, 2],
  [2380, 10],
])('%d words take %d minutes', (words, minutes) => {
  expect(readingMinutes(words, 238)).toBe(minutes);
});

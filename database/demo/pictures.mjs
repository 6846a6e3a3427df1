/**
 * The pictures of the demo content, drawn by code.
 *
 * `pictures` lists them; `drawPicture(key)` returns one as an SVG string:
 * 1600 x 900 for the stories, 800 x 800 for the authors' portraits.
 * Every call with the same key returns the same string.
 */

const W = 1600;
const H = 900;

const C = {
  night: '#14233b',
  navy: '#1d3553',
  deep: '#1f4a5f',
  teal: '#2f7f86',
  lagoon: '#5aa9a6',
  foam: '#a9d6cd',
  sky: '#cfe6ea',
  mist: '#e6f0ec',
  cream: '#fbf1de',
  sand: '#ecd3a3',
  straw: '#f0c878',
  ochre: '#e0a63e',
  peach: '#f4b58a',
  coral: '#e2694b',
  brick: '#b5472f',
  rust: '#8c3a2b',
  plum: '#5b3a55',
  mauve: '#8f6580',
  rose: '#d9a0a0',
  moss: '#7d9a55',
  leaf: '#5f8450',
  forest: '#33563f',
  pine: '#25402f',
  stone: '#9aa0a0',
  slate: '#5d6870',
  coal: '#333c46',
  bark: '#6b4a35',
  oak: '#a8744a',
  white: '#fffaf0',
};

/* ------------------------------------------------------------- small tools */

/** Seeded generator (mulberry32), so that a picture is always the same. */
function seeded(text) {
  let a = 2166136261;
  for (const ch of text) a = Math.imul(a ^ ch.codePointAt(0), 16777619);
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const n = (v) => String(Math.round(v * 10) / 10);
const lerp = (a, b, t) => a + (b - a) * t;
const between = (rng, a, b) => a + (b - a) * rng();
const pick = (rng, list) => list[Math.floor(rng() * list.length)];
const times = (count, fn) => Array.from({ length: count }, (_, i) => fn(i)).join('');

const rect = (x, y, w, h, fill, extra = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${extra}/>`;
const pill = (x, y, w, h, fill, extra = '') =>
  rect(x, y, w, h, fill, `rx="${n(Math.min(w, h) / 2)}" ${extra}`);
const disc = (x, y, r, fill, extra = '') =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${extra}/>`;
const oval = (x, y, rx, ry, fill, extra = '') =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${extra}/>`;
const poly = (points, fill, extra = '') =>
  `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${extra}/>`;
const path = (d, fill, extra = '') => `<path d="${d}" fill="${fill}" ${extra}/>`;
const line = (x1, y1, x2, y2, stroke, width, extra = '') =>
  `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" ${extra}/>`;
const group = (transform, content) => `<g transform="${transform}">${content}</g>`;

/** A vertical gradient (x1..y2 may be given); stops are [offset, colour, opacity?]. */
const gradient = (id, stops, dir = 'x1="0" y1="0" x2="0" y2="1"') =>
  `<linearGradient id="${id}" ${dir}>${stops.map(([o, c, a = 1]) => `<stop offset="${o}" stop-color="${c}" stop-opacity="${a}"/>`).join('')}</linearGradient>`;
const glow = (id, colour, strength = 1) =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
const defs = (content) => `<defs>${content}</defs>`;

/** A smooth line of hills, closed down to `floor`. */
function hills(
  rng,
  { y, height, steps = 9, from = -60, to = W + 60, floor = H, fill, opacity = 1 },
) {
  const xs = Array.from({ length: steps + 1 }, (_, i) => lerp(from, to, i / steps));
  const ys = xs.map(() => y - rng() * height);
  let d = `M${n(from)} ${n(floor)}L${n(xs[0])} ${n(ys[0])}`;
  for (let i = 1; i < xs.length; i += 1) {
    const mx = (xs[i - 1] + xs[i]) / 2;
    d += `C${n(mx)} ${n(ys[i - 1])} ${n(mx)} ${n(ys[i])} ${n(xs[i])} ${n(ys[i])}`;
  }
  return path(`${d}L${n(to)} ${n(floor)}Z`, fill, `opacity="${opacity}"`);
}

/** A flat cloud of stacked rounded bars. */
const cloud = (x, y, s, fill, opacity = 1) =>
  group(
    `translate(${n(x)} ${n(y)}) scale(${n(s)})`,
    `<g opacity="${opacity}">${pill(0, 30, 220, 34, fill)}${pill(40, 6, 120, 44, fill)}${pill(90, -14, 76, 50, fill)}${pill(120, 40, 150, 30, fill)}</g>`,
  );

const gull = (x, y, s, stroke) =>
  `<path d="M${n(x)} ${n(y)}q${n(9 * s)} ${n(-11 * s)} ${n(18 * s)} 0q${n(9 * s)} ${n(-11 * s)} ${n(18 * s)} 0" fill="none" stroke="${stroke}" stroke-width="${n(3 * s)}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** Short bars of light lying on water; they grow towards the viewer. */
const glints = (rng, { count, top, bottom = H, fill, opacity = 0.5, centre, spread = W }) =>
  times(count, () => {
    const t = rng() ** 0.9;
    const y = lerp(top, bottom, t);
    const w = lerp(18, 130, t) * between(rng, 0.5, 1.2);
    const x =
      centre === undefined ? rng() * W : centre + (rng() + rng() - 1) * spread * lerp(0.25, 1, t);
    return pill(
      x - w / 2,
      y,
      w,
      lerp(2, 6, t),
      fill,
      `opacity="${n(opacity * between(rng, 0.5, 1) * 10) / 10}"`,
    );
  });

/** A house seen from the front; x is its left, y its foot. */
function house(
  rng,
  x,
  y,
  w,
  h,
  {
    wall,
    roof,
    lit = C.straw,
    dark = C.slate,
    litShare = 0.2,
    rows = 2,
    cols = 2,
    chimney = true,
    gable = false,
  },
) {
  const rise = w * 0.42;
  let out = '';
  if (chimney) out += rect(x + w * 0.68, y - h - rise * 0.95, w * 0.13, rise, roof);
  out += rect(x, y - h, w, h, wall);
  out += gable
    ? poly(
        [
          [x - w * 0.06, y - h],
          [x + w / 2, y - h - rise],
          [x + w * 1.06, y - h],
        ],
        roof,
      )
    : poly(
        [
          [x - w * 0.05, y - h],
          [x + w * 0.12, y - h - rise * 0.62],
          [x + w * 0.88, y - h - rise * 0.62],
          [x + w * 1.05, y - h],
        ],
        roof,
      );
  const ww = w / (cols * 2 + 1);
  const wh = Math.min(h / (rows * 2 + 0.6), ww * 1.5);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < cols; c += 1) {
      out += rect(
        x + ww * (1 + c * 2),
        y - h + h * 0.12 + (r * h * 0.84) / rows,
        ww,
        wh,
        rng() < litShare ? lit : dark,
        'rx="1.5"',
      );
    }
  }
  return out;
}

/** A small moored fishing boat, bow to the right, waterline at (x, y). */
const fishingBoat = (x, y, s, hull, cabin) =>
  group(
    `translate(${n(x)} ${n(y)}) scale(${s})`,
    line(34, -44, 34, -170, C.coal, 4) +
      line(34, -150, -70, -46, C.coal, 1.6) +
      line(34, -150, 128, -40, C.coal, 1.6) +
      rect(-46, -92, 66, 56, cabin, 'rx="5"') +
      rect(-52, -100, 80, 11, C.coal, 'rx="4"') +
      rect(-38, -80, 20, 20, C.deep, 'rx="2"') +
      rect(-10, -80, 20, 20, C.deep, 'rx="2"') +
      path('M-110 -40Q0 -24 140 -58Q126 -14 96 6L-92 6Q-108 -16 -110 -40Z', hull) +
      path('M-110 -40Q0 -24 140 -58L136 -46Q0 -12 -110 -29Z', C.white) +
      disc(-60, -12, 9, C.ochre) +
      disc(-20, -8, 9, C.ochre) +
      path('M-92 6L96 6Q70 30 0 30Q-70 30 -92 6Z', hull, 'opacity="0.28"'),
  );

/** A person in flat colours, seen from behind or afar; (x, y) is at the feet. */
function person(x, y, s, { coat, skin, hair, legs = C.coal, bag }) {
  return group(
    `translate(${n(x)} ${n(y)}) scale(${s})`,
    rect(-15, -62, 13, 62, legs, 'rx="5"') +
      rect(2, -62, 13, 62, legs, 'rx="5"') +
      path('M-25 -52L-22 -116Q-20 -136 0 -136Q20 -136 22 -116L25 -52Q0 -44 -25 -52Z', coat) +
      rect(-6, -146, 12, 16, skin) +
      disc(0, -158, 17, skin) +
      path('M-18 -156Q-19 -178 0 -178Q19 -178 18 -156Q10 -168 0 -167Q-10 -168 -18 -156Z', hair) +
      (bag ? line(20, -110, 31, -70, coat, 9) + rect(20, -72, 26, 32, bag, 'rx="3"') : ''),
  );
}

/* ----------------------------------------------------------- story pictures */

const scenes = {
  'harbour-wall'(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#a8d3d6'],
        [0.55, '#e9efe0'],
        [1, '#fbe3c0'],
      ]) +
        gradient(id('sea'), [
          [0, '#8fc4bf'],
          [0.4, '#4f9a9d'],
          [1, '#215567'],
        ]) +
        gradient(
          id('walk'),
          [
            [0, '#e7dcc6'],
            [1, '#d3c6ae'],
          ],
          'x1="0" y1="0" x2="1" y2="0"',
        ) +
        gradient(id('shade'), [
          [0, C.night, 0],
          [1, C.night, 0.45],
        ]) +
        glow(id('sun'), '#fff3d0', 0.95),
    );
    out += rect(0, 0, W, 470, `url(#${id('sky')})`);
    out += disc(1270, 330, 300, `url(#${id('sun')})`) + disc(1270, 330, 54, '#fff6df');
    out +=
      cloud(180, 120, 1.5, C.white, 0.75) +
      cloud(760, 70, 1.1, C.white, 0.6) +
      cloud(1080, 190, 0.8, C.white, 0.7);
    out += path(
      'M520 480C640 424 720 412 830 388C960 362 1040 402 1180 410C1330 418 1440 350 1640 322L1640 480Z',
      '#9dbdb8',
    );
    out += path(
      'M820 480C930 450 1010 398 1110 396C1210 396 1260 424 1340 420C1440 414 1520 384 1640 376L1640 480Z',
      '#6f9a8c',
    );
    out += rect(0, 440, W, 460, `url(#${id('sea')})`);
    out += glints(rng, {
      count: 70,
      top: 446,
      bottom: 640,
      fill: '#fff3d6',
      opacity: 0.8,
      centre: 1270,
      spread: 210,
    });
    // the town across the water
    let x = 1010;
    while (x < 1580) {
      const w = between(rng, 34, 52);
      out += house(rng, x, 470, w, between(rng, 34, 70), {
        wall: pick(rng, [C.cream, '#e9c9a8', '#d9a58c', '#c9d6cf', '#f0dcb4']),
        roof: pick(rng, [C.slate, C.brick, C.rust]),
        rows: 2,
        litShare: 0,
      });
      x += w + between(rng, -2, 6);
    }
    out += rect(980, 468, W, 14, '#7f8a86');
    // the wall: a walkway, a parapet and a face of blocks running away from the viewer
    const topNear = [-40, 604],
      topFar = [1120, 470],
      footNear = [-40, 1010],
      footFar = [1120, 560];
    const at = (u, v) => {
      const s = 1 - (1 - u) ** 1.55; // blocks shorten with distance
      const top = [lerp(topNear[0], topFar[0], s), lerp(topNear[1], topFar[1], s)];
      const foot = [lerp(footNear[0], footFar[0], s), lerp(footNear[1], footFar[1], s)];
      return [top[0], lerp(top[1], foot[1], v)];
    };
    out += poly(
      [
        [-40, 500],
        [1110, 446],
        [1150, 452],
        [1120, 470],
        [-40, 604],
      ],
      `url(#${id('walk')})`,
    );
    out +=
      poly(
        [
          [-40, 452],
          [1112, 434],
          [1112, 447],
          [-40, 502],
        ],
        '#8b9393',
      ) +
      poly(
        [
          [-40, 440],
          [1112, 430],
          [1112, 435],
          [-40, 454],
        ],
        '#c4c5bb',
      );
    const rows = 7,
      cols = 26;
    out += poly([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], '#56626a');
    for (let r = 0; r < rows; r += 1) {
      for (let c = -1; c < cols; c += 1) {
        const shift = r % 2 ? 0.5 : 0;
        const u0 = Math.max(0, (c + shift) / cols),
          u1 = Math.min(1, (c + shift + 0.965) / cols);
        if (u1 <= u0) continue;
        const v0 = (r + 0.04) / rows,
          v1 = (r + 0.96) / rows;
        out += poly(
          [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)],
          pick(rng, ['#8e989b', '#99a19f', '#a7aba2', '#838f95', '#b0ab9c', '#929b98']),
        );
      }
    }
    out += poly([at(0, 0), at(1, 0), at(1, 0.035), at(0, 0.035)], '#efe6d2');
    out += poly([at(0, 0.62), at(1, 0.62), at(1, 1), at(0, 1)], '#3d5d55', 'opacity="0.5"');
    out += poly([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], `url(#${id('shade')})`);
    // round head of the wall with its light
    out +=
      path('M1112 462L1186 462L1192 562Q1152 576 1112 562Z', '#7d888c') +
      path('M1152 462L1186 462L1192 562Q1176 570 1152 571Z', '#69757b') +
      oval(1149, 462, 40, 11, '#dfd5bf');
    out +=
      path('M1132 460L1137 356L1161 356L1166 460Z', C.white) +
      poly(
        [
          [1134.6, 406],
          [1163.4, 406],
          [1164.9, 432],
          [1133.2, 432],
        ],
        C.coral,
      );
    out +=
      rect(1130, 348, 38, 9, C.coal, 'rx="3"') +
      rect(1137, 322, 24, 27, C.straw) +
      path('M1133 324Q1149 300 1165 324Z', C.brick);
    // ladder and bollards
    out += times(5, (i) => {
      const [bx, by] = at(0.08 + i * 0.13, 0);
      const s = lerp(1.25, 0.5, i / 5);
      return group(
        `translate(${n(bx)} ${n(by - 10 * s)}) scale(${n(s)})`,
        rect(-11, -34, 22, 36, C.coal, 'rx="5"') + rect(-17, -42, 34, 13, C.coal, 'rx="6"'),
      );
    });
    const [lx0, ly0] = at(0.36, 0.02),
      [, ly1] = at(0.36, 0.9);
    out +=
      line(lx0, ly0, lx0, ly1, '#2c3941', 5) +
      line(lx0 + 24, ly0 - 3, lx0 + 24, ly1 - 6, '#2c3941', 5) +
      times(11, (i) =>
        line(
          lx0,
          lerp(ly0, ly1, (i + 0.5) / 11),
          lx0 + 24,
          lerp(ly0, ly1, (i + 0.5) / 11) - 4,
          '#2c3941',
          3.5,
        ),
      );
    // water in front, boats at rest
    out += glints(rng, {
      count: 60,
      top: 590,
      fill: '#bfe2da',
      opacity: 0.5,
      centre: 1240,
      spread: 420,
    });
    out +=
      fishingBoat(1420, 590, 0.62, C.teal, C.cream) +
      fishingBoat(1130, 676, 0.9, C.brick, C.white) +
      fishingBoat(1392, 792, 1.25, C.navy, C.cream);
    out += gull(420, 250, 1.4, C.slate) + gull(520, 300, 1, C.slate) + gull(880, 230, 1.1, C.slate);
    return out;
  },

  'island-ferry'(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#51496e'],
        [0.35, '#b4697a'],
        [0.7, '#ee9a6f'],
        [1, '#fbd79a'],
      ]) +
        gradient(id('sea'), [
          [0, '#f0b27c'],
          [0.18, '#b9767a'],
          [0.55, '#5b5676'],
          [1, '#262f50'],
        ]) +
        glow(id('sun'), '#fff0c4', 0.9),
    );
    out += rect(0, 0, W, 520, `url(#${id('sky')})`);
    out += disc(1080, 430, 380, `url(#${id('sun')})`) + disc(1080, 430, 86, '#fff2cf');
    out +=
      pill(120, 150, 420, 16, '#f3b08a', 'opacity="0.6"') +
      pill(260, 182, 300, 10, '#f3b08a', 'opacity="0.5"') +
      pill(900, 110, 460, 14, '#e79583', 'opacity="0.6"') +
      pill(1180, 240, 380, 14, '#fbc896', 'opacity="0.7"') +
      pill(640, 290, 320, 10, '#fbc896', 'opacity="0.7"') +
      pill(60, 320, 360, 12, '#f9bd8d', 'opacity="0.6"');
    out += rect(0, 500, W, 400, `url(#${id('sea')})`);
    out += path(
      'M560 506C700 500 760 452 880 446C960 442 1000 404 1100 398C1220 392 1270 448 1360 456C1440 464 1520 496 1640 506Z',
      '#6b4a66',
    );
    out += path('M820 508C930 500 1000 470 1110 468C1210 466 1300 498 1420 508Z', '#4f3a58');
    out += times(7, (i) =>
      house(rng, 1006 + i * 32, 508, 22, 14 + rng() * 8, {
        wall: '#e9c3a0',
        roof: '#6e3f4c',
        litShare: 0.8,
        lit: '#ffe9a8',
        rows: 1,
      }),
    );
    out +=
      path('M1120 400l6 -52h12l6 52z', '#f5dcc0') +
      rect(1122, 338, 20, 12, '#ffe9a8') +
      path('M1119 340Q1132 322 1145 340Z', C.rust);
    out += glints(rng, {
      count: 90,
      top: 512,
      fill: '#ffe2ad',
      opacity: 0.75,
      centre: 1080,
      spread: 300,
    });
    out += glints(rng, { count: 70, top: 540, fill: '#8c86a8', opacity: 0.35 });
    // the ferry
    const ferry =
      line(-150, -150, -150, -252, C.coal, 6) +
      line(-150, -240, 320, -64, C.coal, 2) +
      line(-150, -240, -356, -64, C.coal, 2) +
      rect(10, -206, 62, 70, C.brick, 'rx="6"') +
      rect(10, -188, 62, 16, C.cream) +
      rect(6, -212, 70, 12, C.coal, 'rx="5"') +
      rect(-120, -186, 104, 54, C.white, 'rx="8"') +
      rect(-110, -174, 22, 24, C.deep, 'rx="3"') +
      rect(-80, -174, 22, 24, C.deep, 'rx="3"') +
      rect(-50, -174, 22, 24, C.deep, 'rx="3"') +
      rect(-130, -194, 124, 11, C.coral, 'rx="5"') +
      rect(-250, -136, 440, 74, C.cream, 'rx="10"') +
      rect(-262, -142, 464, 12, C.white, 'rx="6"') +
      times(9, (i) =>
        rect(-230 + i * 46, -116, 30, 30, i % 3 === 1 ? '#ffdf9a' : C.deep, 'rx="6"'),
      ) +
      path('M-350 -66L372 -82Q352 -10 306 22L-306 22Q-342 -14 -350 -66Z', C.brick) +
      path('M-350 -66L372 -82L368 -62L-348 -46Z', C.white) +
      path('M-336 -4L339 -4Q324 12 306 22L-306 22Q-320 8 -330 -4Z', '#73303a') +
      times(5, (i) => disc(-250 + i * 110, -26, 11, '#ffdf9a')) +
      line(212, -78, 212, -112, C.white, 4) +
      line(340, -80, 340, -112, C.white, 4) +
      line(208, -110, 344, -112, C.white, 4) +
      person(258, -76, 0.36, { coat: C.ochre, skin: '#8a5a3c', hair: C.coal }) +
      person(292, -76, 0.36, { coat: C.lagoon, skin: '#e8b894', hair: C.rust });
    out += path(
      'M60 716Q300 694 520 712L900 712Q820 742 560 742Q240 744 60 716Z',
      '#211f3d',
      'opacity="0.35"',
    );
    out += group('translate(560 690)', ferry);
    out +=
      path('M230 706Q120 700 -20 726Q110 716 250 722Z', '#ffe6c4', 'opacity="0.8"') +
      path('M240 722Q100 730 -20 764Q140 740 300 734Z', '#ffe6c4', 'opacity="0.5"') +
      path('M866 710Q930 690 986 712Q940 706 884 726Z', '#ffe6c4', 'opacity="0.85"') +
      pill(300, 716, 560, 7, '#ffe6c4', 'opacity="0.6"');
    out +=
      gull(300, 380, 1.3, '#3d3050') +
      gull(400, 330, 1, '#3d3050') +
      gull(210, 430, 0.9, '#3d3050') +
      gull(760, 250, 1, '#3d3050');
    return out;
  },

  'village-school'(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#8cc4d2'],
        [0.7, '#dcebe0'],
        [1, '#f6efd6'],
      ]) +
        gradient(id('grass'), [
          [0, '#97ad62'],
          [1, '#6f9150'],
        ]) +
        gradient(id('timber'), [
          [0, '#d09a62'],
          [1, '#b98250'],
        ]),
    );
    out += rect(0, 0, W, H, `url(#${id('sky')})`);
    out +=
      cloud(140, 120, 1.6, C.white, 0.9) +
      cloud(980, 90, 1.3, C.white, 0.85) +
      cloud(1290, 210, 0.9, C.white, 0.7) +
      cloud(620, 190, 0.7, C.white, 0.7);
    out +=
      hills(rng, { y: 470, height: 170, steps: 6, fill: '#a9c3a0' }) +
      hills(rng, { y: 540, height: 150, steps: 7, fill: '#8bae7a' });
    // hedged fields on the middle hill
    out +=
      path('M-20 520C180 430 420 470 560 540L560 640L-20 640Z', '#a7bd6d') +
      path('M1040 560C1200 470 1440 440 1640 500L1640 660L1040 660Z', '#b9c272');
    out +=
      times(9, (i) => oval(40 + i * 62, 506 - Math.sin(i / 2.6) * 40, 24, 17, '#56784a')) +
      times(9, (i) => oval(1100 + i * 62, 540 - i * 8, 24, 16, '#56784a'));
    out += rect(0, 600, W, 300, `url(#${id('grass')})`);
    const tree = (x, y, s, c1, c2) =>
      group(
        `translate(${x} ${y}) scale(${s})`,
        rect(-10, -110, 20, 112, C.bark) +
          oval(0, -190, 84, 96, c1) +
          oval(-52, -140, 54, 54, c1) +
          oval(54, -146, 52, 56, c1) +
          oval(24, -212, 50, 56, c2) +
          oval(-40, -176, 26, 30, c2),
      );
    out +=
      tree(150, 650, 1.25, '#4f7648', '#6a9155') +
      tree(1480, 660, 1.4, '#587e49', '#7b9d58') +
      tree(1340, 640, 0.85, '#47693f', '#5f8450');
    // the yard
    out +=
      path('M180 726L1420 726L1640 900L-40 900Z', '#d9cdb4') +
      path('M660 726L860 726L960 900L560 900Z', '#e9dfc9');
    // old school: stone, gable, bell turret
    out +=
      rect(560, 286, 12, 44, C.slate) +
      rect(632, 286, 12, 44, C.slate) +
      poly(
        [
          [546, 290],
          [602, 238],
          [658, 290],
        ],
        C.slate,
      ) +
      path('M586 322Q586 296 602 296Q618 296 618 322Z', C.ochre) +
      disc(602, 325, 5, C.coal) +
      rect(552, 326, 100, 22, '#c2b79d');
    out += rect(300, 470, 604, 262, '#cfc3a8');
    out += times(64, () => {
      const bw = between(rng, 26, 54);
      return rect(
        between(rng, 304, 846),
        482 + Math.floor(rng() * 12) * 20,
        bw,
        15,
        pick(rng, ['#c3b698', '#dacfb6', '#bcb094']),
        'rx="3"',
      );
    });
    out +=
      poly(
        [
          [276, 476],
          [350, 352],
          [854, 352],
          [928, 476],
        ],
        '#6a7078',
      ) +
      times(6, (i) => line(344 - i * 12, 372 + i * 19, 860 + i * 12, 372 + i * 19, '#5d646c', 2));
    out +=
      poly(
        [
          [470, 476],
          [602, 330],
          [734, 476],
        ],
        '#d8ccb2',
      ) +
      rect(486, 474, 232, 258, '#d8ccb2') +
      path('M452 484L602 316L752 484L730 484L602 346L474 484Z', '#535a63');
    const tall = (x, y, w, h) =>
      path(
        `M${x} ${y + h}V${y + w / 2}A${w / 2} ${w / 2} 0 0 1 ${x + w} ${y + w / 2}V${y + h}Z`,
        C.white,
      ) +
      path(
        `M${x + 7} ${y + h - 7}V${y + w / 2}A${w / 2 - 7} ${w / 2 - 7} 0 0 1 ${x + w - 7} ${y + w / 2}V${y + h - 7}Z`,
        '#557f8b',
      ) +
      line(x + w / 2, y + 7, x + w / 2, y + h - 7, C.white, 5) +
      line(x + 7, y + h * 0.55, x + w - 7, y + h * 0.55, C.white, 5);
    out +=
      tall(340, 530, 54, 130) +
      tall(412, 530, 54, 130) +
      tall(740, 530, 54, 130) +
      tall(816, 530, 54, 130);
    out +=
      path('M556 732V606A46 46 0 0 1 648 606V732Z', C.white) +
      path('M564 732V606A38 38 0 0 1 640 606V732Z', C.coral) +
      line(602, 570, 602, 732, C.brick, 4) +
      disc(592, 660, 5, C.straw) +
      disc(612, 660, 5, C.straw) +
      disc(602, 446, 30, C.white) +
      disc(602, 446, 24, '#557f8b') +
      line(602, 424, 602, 468, C.white, 4) +
      line(580, 446, 624, 446, C.white, 4);
    // new hall: timber
    out +=
      rect(900, 548, 70, 184, '#a9c7c4') +
      rect(900, 538, 70, 14, C.slate) +
      line(934, 552, 934, 732, C.white, 5);
    out +=
      rect(964, 500, 380, 232, `url(#${id('timber')})`) +
      times(27, (i) => rect(972 + i * 14, 500, 2.5, 232, '#a9733f', 'opacity="0.55"'));
    out +=
      poly(
        [
          [944, 506],
          [944, 486],
          [1154, 398],
          [1364, 486],
          [1364, 506],
        ],
        '#3f5a5c',
      ) +
      poly(
        [
          [964, 506],
          [1154, 426],
          [1344, 506],
        ],
        '#c68f58',
      ) +
      poly(
        [
          [1080, 500],
          [1154, 448],
          [1228, 500],
        ],
        '#bfe0dc',
      );
    out += times(
      8,
      (i) =>
        rect(986 + i * 43, 534, 31, 136, C.white, 'rx="2"') +
        rect(990 + i * 43, 538, 23, 128, i % 3 === 1 ? '#ffe2a0' : '#76aab0'),
    );
    // bunting between the buildings
    out += `<path d="M734 430Q850 500 950 486" fill="none" stroke="${C.coal}" stroke-width="2.5"/>`;
    out += times(8, (i) => {
      const t = (i + 0.5) / 8;
      const bx = lerp(lerp(734, 850, t), lerp(850, 950, t), t);
      const by = lerp(lerp(430, 500, t), lerp(500, 486, t), t);
      return poly(
        [
          [bx - 10, by],
          [bx + 10, by],
          [bx, by + 24],
        ],
        [C.coral, C.straw, C.teal, C.cream][i % 4],
      );
    });
    // people and the garden wall
    out +=
      person(470, 790, 0.52, { coat: C.coral, skin: '#e8b894', hair: C.bark, legs: C.navy }) +
      person(540, 800, 0.5, { coat: C.teal, skin: '#8a5a3c', hair: C.coal, legs: C.navy }) +
      person(1010, 796, 0.8, { coat: C.plum, skin: '#e3ad86', hair: C.rust }) +
      person(1076, 802, 0.52, { coat: C.ochre, skin: '#b77b52', hair: C.coal, legs: C.navy }) +
      person(1130, 806, 0.5, { coat: C.lagoon, skin: '#f0c6a2', hair: C.straw, legs: C.navy }) +
      person(730, 776, 0.5, { coat: C.straw, skin: '#6f452e', hair: C.night, legs: C.navy });
    const wall = (x0, x1) =>
      rect(x0, 846, x1 - x0, 60, '#b6aa90') +
      times(
        Math.floor((x1 - x0) / 40),
        (i) =>
          rect(x0 + 3 + i * 40, 852, 34, 20, i % 2 ? '#a89c82' : '#c3b89f', 'rx="4"') +
          rect(x0 - 14 + i * 40, 876, 34, 20, i % 2 ? '#c3b89f' : '#ada187', 'rx="4"'),
      ) +
      rect(x0, 836, x1 - x0, 12, '#d0c5ac', 'rx="3"');
    out +=
      wall(-20, 560) +
      wall(960, 1640) +
      rect(548, 812, 30, 90, '#c3b89f') +
      rect(942, 812, 30, 90, '#c3b89f') +
      disc(563, 804, 16, '#d0c5ac') +
      disc(957, 804, 16, '#d0c5ac');
    out += times(14, (i) => {
      const fx = i < 7 ? 30 + i * 74 : 1010 + (i - 7) * 82;
      return (
        oval(fx, 838, 34, 18, C.leaf) +
        disc(fx - 12, 830, 6, pick(rng, [C.coral, C.straw, C.white, C.rose])) +
        disc(fx + 10, 826, 6, pick(rng, [C.coral, C.straw, C.white, C.rose]))
      );
    });
    return out;
  },

  'sailing-race'(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#5fb0c6'],
        [0.7, '#bfe0de'],
        [1, '#eaf2e0'],
      ]) +
        gradient(id('sea'), [
          [0, '#6fb7b4'],
          [0.35, '#338a92'],
          [1, '#164a61'],
        ]),
    );
    out += rect(0, 0, W, 480, `url(#${id('sky')})`);
    out +=
      cloud(60, 170, 2.2, C.white, 0.95) +
      cloud(1000, 120, 2.6, C.white, 0.95) +
      cloud(620, 90, 1.2, C.white, 0.8) +
      cloud(640, 320, 0.8, C.white, 0.6) +
      cloud(1380, 320, 0.9, C.white, 0.7);
    out +=
      path('M-20 470L-20 372C60 352 130 372 170 392C230 420 270 410 330 440L420 470Z', '#7d9f80') +
      path('M-20 470L-20 420C40 408 110 430 150 444L236 470Z', '#5f8669') +
      path('M150 404l5 -52h16l5 56z', C.white) +
      rect(153, 340, 20, 13, C.straw) +
      path('M150 342Q163 322 176 342Z', C.brick);
    out += path(
      'M1090 470C1180 440 1250 444 1330 418C1420 396 1480 424 1640 410L1640 470Z',
      '#93b7b0',
    );
    out +=
      rect(0, 466, W, 440, `url(#${id('sea')})`) +
      glints(rng, { count: 110, top: 474, fill: '#d7f0e6', opacity: 0.5 });
    const boat = (x, y, s, tilt, hull, main, jib, band, crew = 2) =>
      group(
        `translate(${x} ${y}) scale(${s})`,
        `<g transform="rotate(${tilt} 0 -30)">` +
          line(8, -20, 8, -352, C.coal, 5) +
          path('M0 -346Q-26 -180 -138 -48L0 -40Z', main) +
          path('M-46 -178L0 -190L0 -150L-72 -134Z', band) +
          path('M18 -330Q66 -190 122 -34L18 -44Z', jib) +
          line(-146, -42, 8, -34, C.coal, 5) +
          `</g><g transform="rotate(${n(tilt * 0.25)})">` +
          times(
            crew,
            (i) =>
              disc(-44 - i * 38, -44, 11, ['#e8b894', '#8a5a3c', '#f0c6a2'][i % 3]) +
              path(
                `M${-58 - i * 38} -14Q${-60 - i * 38} -36 ${-44 - i * 38} -36Q${-28 - i * 38} -36 ${-30 - i * 38} -14Z`,
                [C.coral, C.straw, C.white][i % 3],
              ),
          ) +
          path('M-140 -22L146 -26Q120 12 64 22L-100 22Q-132 6 -140 -22Z', hull) +
          path('M-140 -22L146 -26L140 -14L-137 -9Z', C.white) +
          '</g>' +
          path(
            'M-160 20Q-60 8 60 16Q130 6 180 22Q90 40 0 38Q-90 40 -160 20Z',
            '#e9f7ef',
            'opacity="0.85"',
          ) +
          path('M-150 24Q-230 22 -300 38Q-220 34 -120 34Z', '#e9f7ef', 'opacity="0.6"'),
      );
    out +=
      boat(850, 506, 0.28, 7, C.coal, C.cream, C.white, C.plum, 1) +
      boat(716, 524, 0.36, 9, C.forest, C.straw, C.cream, C.forest, 1);
    out +=
      boat(1310, 556, 0.52, 10, C.brick, C.white, C.peach, C.brick) +
      boat(330, 600, 0.68, 10, C.navy, C.coral, C.cream, C.white);
    out += path(
      'M-20 640Q200 622 420 640T860 640T1300 640T1740 640L1740 900L-20 900Z',
      '#2a7a86',
      'opacity="0.55"',
    );
    out += boat(960, 694, 1.0, 12, C.plum, C.cream, C.white, C.teal);
    out += path(
      'M-20 760Q180 736 380 760T780 760T1180 760T1640 756L1640 900L-20 900Z',
      '#1f6375',
      'opacity="0.6"',
    );
    out += boat(520, 814, 1.36, 13, C.rust, C.white, C.ochre, C.coral, 3);
    // racing mark
    out +=
      group(
        'translate(1390 776) rotate(-8)',
        path('M-40 20L-30 -70Q0 -86 30 -70L40 20Q0 34 -40 20Z', C.coral) +
          path('M-35 -26L35 -26L38 4L-38 4Z', C.white) +
          line(0, -78, 0, -150, C.coal, 5) +
          poly(
            [
              [0, -150],
              [56, -132],
              [0, -114],
            ],
            C.ochre,
          ),
      ) + oval(1392, 800, 72, 12, '#e9f7ef', 'opacity="0.7"');
    out += path(
      'M-20 852Q160 828 340 852T700 852T1060 852T1420 852T1700 850L1700 900L-20 900Z',
      '#153f55',
      'opacity="0.75"',
    );
    out += glints(rng, { count: 26, top: 830, fill: '#bfe6dc', opacity: 0.4 });
    out += gull(780, 250, 1.2, C.white) + gull(860, 220, 0.9, C.white) + gull(300, 330, 1, C.slate);
    return out;
  },

  allotments(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#b9dcd9'],
        [0.6, '#f6ebcb'],
        [1, '#fbdcae'],
      ]) +
        glow(id('sun'), '#fff2c8', 0.95) +
        gradient(id('sea'), [
          [0, '#9fd0c7'],
          [1, '#5aa3a6'],
        ]),
    );
    out +=
      rect(0, 0, W, 420, `url(#${id('sky')})`) +
      disc(360, 250, 280, `url(#${id('sun')})`) +
      disc(360, 250, 52, '#fff6dd');
    out +=
      cloud(760, 90, 1.3, C.white, 0.8) +
      cloud(1220, 150, 1, C.white, 0.7) +
      cloud(60, 110, 0.9, C.white, 0.6);
    out +=
      rect(0, 330, W, 160, `url(#${id('sea')})`) +
      glints(rng, {
        count: 40,
        top: 334,
        bottom: 420,
        fill: '#fff4d8',
        opacity: 0.8,
        centre: 360,
        spread: 240,
      });
    out += path(
      'M980 336C1100 322 1180 290 1290 286C1420 282 1500 312 1640 318L1640 340L980 340Z',
      '#8fb3a6',
    );
    out +=
      path('M600 330l22 0l-4 8l-16 0z', C.navy) +
      poly(
        [
          [611, 328],
          [611, 300],
          [628, 328],
        ],
        C.white,
      ) +
      path('M760 332l16 0l-3 6l-11 0z', C.brick) +
      poly(
        [
          [768, 330],
          [768, 308],
          [781, 330],
        ],
        C.cream,
      );
    // roofs of the town below the slope
    let x = -10;
    while (x < 1600) {
      const w = between(rng, 54, 84);
      out += house(rng, x, 452, w, between(rng, 26, 52), {
        wall: pick(rng, [C.cream, '#e9c9a8', '#dcb49a', '#d6ddd0']),
        roof: pick(rng, [C.brick, C.rust, C.slate, '#a35a40']),
        rows: 1,
        litShare: 0.1,
      });
      x += w + between(rng, 6, 34);
    }
    const cabbage = (cx, cy, s, a, b) =>
      oval(cx, cy, 22 * s, 15 * s, a) +
      oval(cx - 7 * s, cy - 4 * s, 12 * s, 10 * s, b) +
      oval(cx + 8 * s, cy - 5 * s, 11 * s, 9 * s, b) +
      oval(cx, cy - 8 * s, 8 * s, 7 * s, '#b8cf86');
    const tuft = (cx, cy, s, c) =>
      `<path d="M${n(cx)} ${n(cy)}q${n(-10 * s)} ${n(-14 * s)} ${n(-16 * s)} ${n(-30 * s)}M${n(cx)} ${n(cy)}q0 ${n(-18 * s)} ${n(1 * s)} ${n(-38 * s)}M${n(cx)} ${n(cy)}q${n(10 * s)} ${n(-14 * s)} ${n(16 * s)} ${n(-30 * s)}" fill="none" stroke="${c}" stroke-width="${n(5 * s)}" stroke-linecap="round"/>`;
    const terrace = (y, tilt, grass) =>
      path(
        `M-20 ${y}Q400 ${y - tilt} 800 ${y - 4}T1640 ${y - tilt * 0.6}L1640 900L-20 900Z`,
        grass,
      );
    const bed = (bx, by, w, h, soil = '#8a5f45') =>
      poly(
        [
          [bx + 18, by],
          [bx + w - 18, by],
          [bx + w, by + h],
          [bx, by + h],
        ],
        soil,
      ) +
      poly(
        [
          [bx, by + h],
          [bx + w, by + h],
          [bx + w, by + h + 8],
          [bx, by + h + 8],
        ],
        '#5f3f2d',
      );
    // upper terrace
    out += terrace(462, 22, '#93ab62');
    out += bed(60, 476, 330, 54) + times(10, (i) => tuft(92 + i * 30, 512, 0.6, C.forest));
    out +=
      bed(430, 472, 300, 54) +
      times(8, (i) => cabbage(468 + i * 33, 502, 0.62, '#6f8f58', '#8fb06c'));
    // apple tree
    out += group(
      'translate(1196 560)',
      rect(-11, -80, 22, 84, C.bark) +
        disc(0, -140, 78, '#557d48') +
        disc(-58, -104, 48, '#557d48') +
        disc(60, -106, 46, '#557d48') +
        disc(22, -158, 46, '#6d9653') +
        disc(-36, -124, 30, '#6d9653') +
        times(12, (i) =>
          disc(
            [-70, -44, -20, 8, 36, 66, -56, -8, 28, 52, -30, 10][i],
            [-98, -142, -92, -128, -96, -112, -76, -182, -170, -140, -170, -82][i],
            9,
            i % 3 ? C.coral : C.brick,
          ),
        ),
    );
    // middle terrace
    out += terrace(566, 20, '#82a057');
    out +=
      bed(-30, 586, 360, 78) +
      times(8, (i) => cabbage(20 + i * 40, 626, 0.95, '#5f8450', '#86a966'));
    out += bed(376, 584, 330, 78) + times(9, (i) => tuft(412 + i * 32, 640, 0.95, '#4d7a48'));
    // bean poles
    const bean = (bx, by) =>
      line(bx - 34, by, bx + 8, by - 190, '#b98c5a', 5) +
      line(bx + 34, by, bx - 8, by - 190, '#b98c5a', 5) +
      times(13, (i) => {
        const t = i / 13;
        const sx = i % 2 ? lerp(bx - 34, bx, t) : lerp(bx + 34, bx, t);
        return (
          oval(sx, by - t * 175, 13, 11, i % 3 ? '#5c8a4a' : '#77a358') +
          (i % 3 === 0 ? disc(sx + 9, by - t * 175 + 4, 5, C.coral) : '')
        );
      });
    out +=
      bed(760, 584, 400, 84) +
      line(786, 480, 1124, 480, '#a37747', 5) +
      times(5, (i) => bean(800 + i * 78, 662));
    // red shed with its water butt
    out +=
      poly(
        [
          [1270, 700],
          [1270, 520],
          [1500, 520],
          [1500, 700],
        ],
        C.brick,
      ) +
      times(11, (i) => rect(1270 + i * 21, 520, 3, 180, '#96392a')) +
      poly(
        [
          [1246, 528],
          [1306, 452],
          [1464, 452],
          [1524, 528],
        ],
        '#4d565d',
      ) +
      rect(1300, 566, 66, 134, '#7c2f25') +
      rect(1306, 572, 54, 128, '#a14232') +
      disc(1352, 636, 5, C.straw) +
      rect(1400, 562, 72, 60, C.white) +
      rect(1406, 568, 60, 48, '#6fa3a6') +
      line(1436, 568, 1436, 616, C.white, 4) +
      line(1406, 592, 1466, 592, C.white, 4);
    out +=
      path('M1516 700L1510 596Q1546 586 1582 596L1576 700Z', '#3f6d72') +
      oval(1546, 597, 36, 9, '#2c5257') +
      rect(1510, 630, 72, 6, '#2c5257') +
      rect(1512, 664, 68, 6, '#2c5257');
    out +=
      line(1236, 700, 1252, 556, C.oak, 7) + path('M1242 560l22 -2l4 -44q-14 -8 -26 2z', C.slate);
    // lower terrace with path
    out +=
      terrace(704, 16, '#71944e') +
      path('M620 900Q700 800 760 700L840 698Q800 800 780 900Z', '#dcc8a0') +
      times(9, (i) =>
        oval(lerp(796, 700, i / 8), 712 + i * 23, 14 + i * 2, 5 + i * 0.7, '#cbb488'),
      );
    out +=
      bed(-60, 736, 620, 140) +
      times(8, (i) => cabbage(10 + i * 66, 782, 1.45, '#4f7648', '#7ba05c')) +
      times(9, (i) => cabbage(-20 + i * 66, 850, 1.7, '#5f8450', '#8fb36d'));
    out +=
      bed(870, 738, 760, 140) +
      times(11, (i) => tuft(920 + i * 64, 806, 1.35, '#3f6d43')) +
      times(
        10,
        (i) =>
          tuft(900 + i * 72, 872, 1.5, '#558a4c') +
          path(
            `M${900 + i * 72 - 14} 866Q${900 + i * 72} 850 ${900 + i * 72 + 14} 866Q${900 + i * 72} 880 ${900 + i * 72 - 14} 866Z`,
            C.coral,
          ),
      );
    // two neighbours at the path
    out +=
      person(690, 744, 0.92, { coat: C.teal, skin: '#e8b894', hair: '#d8d5cc', legs: C.bark }) +
      line(652, 744, 662, 610, C.oak, 6) +
      person(866, 748, 0.94, { coat: C.ochre, skin: '#6f452e', hair: C.night, legs: C.navy });
    // wheelbarrow
    out += group(
      'translate(560 752)',
      disc(-50, 4, 20, C.coal) +
        disc(-50, 4, 9, C.stone) +
        path('M-62 -52L46 -52L24 -6L-34 -6Z', C.lagoon) +
        line(34, -46, 92, -34, C.bark, 7) +
        line(18, -8, 32, 24, C.coal, 6) +
        disc(-30, -56, 15, C.ochre) +
        disc(-6, -60, 17, C.coral) +
        disc(20, -56, 14, C.moss),
    );
    return out;
  },

  bakery(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#22345a'],
        [0.5, '#6b5a84'],
        [0.85, '#d98f85'],
        [1, '#f3b98f'],
      ]) +
        gradient(id('street'), [
          [0, '#565a6c'],
          [1, '#2f3548'],
        ]) +
        gradient(id('lit'), [
          [0, '#ffe7a8'],
          [1, '#fbc46e'],
        ]) +
        glow(id('warm'), '#ffd98a', 0.75),
    );
    out +=
      rect(0, 0, W, H, `url(#${id('sky')})`) +
      times(36, () =>
        disc(
          rng() * W,
          rng() * 200,
          between(rng, 1, 2.4),
          C.cream,
          `opacity="${n(between(rng, 0.3, 0.9))}"`,
        ),
      );
    out += disc(1400, 120, 46, '#fbeccb') + disc(1384, 110, 42, '#35406a');
    out += hills(rng, { y: 420, height: 120, steps: 6, fill: '#6f5877', opacity: 0.8 });
    // terrace of houses
    const front = (x, w, top, wall, roof, windows) => {
      let o =
        rect(x, top, w, 720 - top, wall) +
        poly(
          [
            [x - 10, top + 4],
            [x + 26, top - 74],
            [x + w - 26, top - 74],
            [x + w + 10, top + 4],
          ],
          roof,
        ) +
        rect(x + w - 86, top - 124, 44, 72, roof) +
        rect(x + w - 80, top - 142, 12, 20, '#6f4038') +
        rect(x + w - 62, top - 142, 12, 20, '#6f4038') +
        rect(x, top, w, 10, '#ffffff', 'opacity="0.12"');
      for (const [wx, wy, ww, wh, lit] of windows)
        o +=
          rect(x + wx - 7, wy - 7, ww + 14, wh + 14, '#efe3d2', 'opacity="0.85"') +
          rect(x + wx, wy, ww, wh, lit ? `url(#${id('lit')})` : '#35456a') +
          line(x + wx + ww / 2, wy, x + wx + ww / 2, wy + wh, '#efe3d2', 4) +
          line(x + wx, wy + wh / 2, x + wx + ww, wy + wh / 2, '#efe3d2', 4) +
          rect(x + wx - 12, wy + wh + 7, ww + 24, 9, '#efe3d2', 'opacity="0.9"');
      return o;
    };
    out +=
      front(-60, 300, 330, '#7c7f97', '#3d4560', [
        [90, 376, 60, 84, false],
        [200, 376, 60, 84, false],
        [90, 524, 60, 90, false],
      ]) +
      rect(150, 560, 66, 160, '#4b6b74') +
      disc(204, 645, 5, C.straw);
    out +=
      front(1160, 250, 300, '#8b6f86', '#42405f', [
        [42, 346, 58, 84, true],
        [150, 346, 58, 84, false],
        [42, 512, 58, 92, false],
      ]) +
      rect(1306, 556, 66, 164, '#34405c') +
      disc(1318, 645, 5, C.straw);
    out += front(1410, 260, 350, '#6e7f8f', '#38425e', [
      [40, 396, 58, 80, false],
      [140, 396, 58, 80, false],
      [40, 536, 58, 86, false],
    ]);
    // the bakery
    out += front(240, 920, 236, '#b9806e', '#4a3f5c', [
      [96, 290, 84, 116, false],
      [316, 290, 84, 116, true],
      [536, 290, 84, 116, false],
      [750, 290, 84, 116, false],
    ]);
    const panes = [
      [240 + 96, 84],
      [240 + 316, 84],
      [240 + 536, 84],
      [240 + 750, 84],
    ];
    out += times(90, () => {
      const bx = between(rng, 246, 1120),
        by = 252 + Math.floor(rng() * 12) * 16;
      if (by > 266 && panes.some(([wx, ww]) => bx + 30 > wx - 16 && bx < wx + ww + 16)) return '';
      return rect(bx, by, 30, 9, pick(rng, ['#a86f60', '#c58d79']), 'opacity="0.55" rx="2"');
    });
    // shop front
    out +=
      rect(270, 462, 860, 258, '#24505a') +
      rect(270, 462, 860, 16, '#1b3e47') +
      rect(262, 452, 876, 14, '#356b73');
    out += disc(560, 610, 330, `url(#${id('warm')})`);
    out +=
      rect(312, 536, 430, 146, `url(#${id('lit')})`) +
      rect(960, 536, 140, 146, `url(#${id('lit')})`);
    // shelves and loaves
    const loaf = (x, y, s, c = '#b06f35') =>
      group(
        `translate(${n(x)} ${n(y)}) scale(${s})`,
        path('M-34 0Q-40 -34 0 -36Q40 -34 34 0Z', c) +
          `<path d="M-16 -28q6 8 2 18M2 -31q6 8 2 18M20 -27q5 7 1 16" fill="none" stroke="#f0c27c" stroke-width="4" stroke-linecap="round"/>`,
      );
    const stick = (x, y) =>
      group(
        `translate(${n(x)} ${n(y)}) rotate(-14)`,
        pill(-9, -74, 18, 80, '#c5853f') +
          line(-4, -58, 5, -50, '#f0c27c', 3) +
          line(-4, -40, 5, -32, '#f0c27c', 3) +
          line(-4, -22, 5, -14, '#f0c27c', 3),
      );
    out +=
      rect(312, 600, 430, 8, '#a8744a') +
      times(6, (i) => loaf(350 + i * 70, 600, 0.78, i % 2 ? '#9c5f2d' : '#bd7d40')) +
      times(5, (i) => loaf(368 + i * 80, 682, 0.98, i % 2 ? '#c58a4b' : '#a3662f')) +
      times(4, (i) => stick(984 + i * 30, 640)) +
      path('M966 630L1094 630L1084 682L976 682Z', '#8c5a35') +
      times(6, (i) => line(970 + i * 24, 634, 976 + i * 21, 680, '#a8744a', 4)) +
      line(966, 650, 1094, 650, '#a8744a', 4);
    out += times(
      3,
      (i) =>
        line(420 + i * 110, 536, 420 + i * 110, 552, C.coal, 3) +
        path(`M${402 + i * 110} 566Q${420 + i * 110} 540 ${438 + i * 110} 566Z`, C.brick),
    );
    out += `<path d="M312 536H742V682H312ZM527 536V682M960 536H1100V682H960Z" fill="none" stroke="#efe3d2" stroke-width="8"/>`;
    out +=
      rect(784, 528, 136, 192, '#1b3e47') +
      rect(796, 540, 112, 180, '#c9573f') +
      rect(812, 556, 80, 88, `url(#${id('lit')})`) +
      line(852, 556, 852, 644, '#c9573f', 5) +
      disc(896, 664, 6, C.straw);
    // awning
    const stripes = 20,
      aw = 880 / stripes;
    out += times(stripes, (i) =>
      path(
        `M${n(284 + i * 41.6)} 470L${n(284 + (i + 1) * 41.6)} 470L${n(260 + (i + 1) * aw)} 532a${n(aw / 2)} 16 0 0 1 ${n(-aw)} 0Z`,
        i % 2 ? C.coral : C.cream,
      ),
    );
    out += rect(260, 530, 880, 8, C.night, 'opacity="0.12"');
    // pavement, street
    out +=
      rect(0, 716, W, 40, '#7d7f90') +
      rect(0, 752, W, 10, '#5a5d70') +
      rect(0, 760, W, 140, `url(#${id('street')})`);
    for (let r = 0; r < 6; r += 1)
      out += times(32, (i) =>
        rect(
          i * 54 - (r % 2) * 27 + 3,
          766 + r * 24,
          47,
          18,
          pick(rng, ['#6a6d80', '#5f6377', '#737589']),
          `rx="8" opacity="${n(lerp(0.85, 0.45, r / 6))}"`,
        ),
      );
    out +=
      poly(
        [
          [312, 760],
          [742, 760],
          [860, 900],
          [190, 900],
        ],
        '#ffd98a',
        'opacity="0.22"',
      ) +
      poly(
        [
          [960, 760],
          [1100, 760],
          [1190, 900],
          [930, 900],
        ],
        '#ffd98a',
        'opacity="0.2"',
      );
    // street lamp, bicycle, baker
    out +=
      disc(1226, 330, 130, `url(#${id('warm')})`) +
      rect(1220, 372, 12, 352, C.night) +
      path('M1204 372L1210 306L1242 306L1248 372Z', '#ffe9b5') +
      path('M1200 308Q1226 276 1252 308Z', C.night) +
      rect(1202, 370, 48, 8, C.night) +
      rect(1212, 700, 28, 24, C.night, 'rx="4"');
    out += group(
      'translate(196 712)',
      `<g fill="none" stroke="${C.night}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"><circle cx="-60" cy="0" r="36"/><circle cx="64" cy="0" r="36"/><path d="M-60 0L-30 -62H38L64 0M-30 -62L4 0H-60M4 0L38 -62M38 -62L34 -82H56M-34 -74H-16"/></g>` +
        rect(44, -122, 62, 40, '#8c5a35', 'rx="5"') +
        times(3, (i) => pill(52 + i * 18, -142, 13, 40, '#c5853f')) +
        rect(44, -110, 62, 28, '#8c5a35', 'rx="5"'),
    );
    out +=
      person(1146, 752, 1.06, {
        coat: C.cream,
        skin: '#e3ad86',
        hair: '#fffaf0',
        legs: '#3d4560',
      }) +
      rect(1092, 640, 64, 22, '#8c5a35', 'rx="5"') +
      loaf(1110, 642, 0.5) +
      loaf(1140, 642, 0.5, '#c58a4b');
    return out;
  },

  library(rng, id) {
    let out = defs(
      gradient(id('wall'), [
        [0, '#2c5157'],
        [1, '#386468'],
      ]) +
        gradient(id('floor'), [
          [0, '#a86f45'],
          [1, '#7d4c30'],
        ]) +
        gradient(id('view'), [
          [0, '#9fd0dc'],
          [0.6, '#f3ebd0'],
          [0.61, '#6fb3b2'],
          [1, '#3c8a92'],
        ]) +
        glow(id('lamp'), '#ffe6a3', 0.6) +
        gradient(id('beam'), [
          [0, '#fff2cf', 0.42],
          [1, '#fff2cf', 0],
        ]),
    );
    out += rect(0, 0, W, 680, `url(#${id('wall')})`) + rect(0, 680, W, 220, `url(#${id('floor')})`);
    out += times(11, (i) =>
      line(800 + (i - 5) * 120, 680, 800 + (i - 5) * 310, 900, '#6b3f28', 2, 'opacity="0.55"'),
    );
    out +=
      rect(0, 0, W, 44, '#e9dcc0') + rect(0, 40, W, 12, '#cdbb98') + rect(0, 664, W, 18, '#24444a');
    // arched window
    const arch = (x, y, w, h, fill) =>
      path(
        `M${x} ${y + h}V${y + w / 2}A${w / 2} ${w / 2} 0 0 1 ${x + w} ${y + w / 2}V${y + h}Z`,
        fill,
      );
    out += arch(600, 76, 400, 484, '#e9dcc0') + arch(622, 98, 356, 462, `url(#${id('view')})`);
    out += `<g>${path('M640 380C700 366 740 350 800 346C860 342 920 352 978 336V380Z', '#7fa38e')}${path('M730 470l40 0l-6 14l-28 0z', C.brick)}${poly(
      [
        [752, 466],
        [752, 408],
        [786, 466],
      ],
      C.white,
    )}${path('M870 446l26 0l-4 9l-18 0z', C.navy)}${poly(
      [
        [884, 443],
        [884, 404],
        [906, 443],
      ],
      C.cream,
    )}</g>`;
    out +=
      cloud(660, 220, 0.6, C.white, 0.9) +
      cloud(830, 180, 0.45, C.white, 0.8) +
      gull(760, 300, 0.9, C.slate) +
      gull(800, 276, 0.7, C.slate);
    out +=
      line(800, 98, 800, 560, '#e9dcc0', 12) +
      line(711, 110, 711, 560, '#e9dcc0', 7) +
      line(889, 110, 889, 560, '#e9dcc0', 7) +
      line(622, 280, 978, 280, '#e9dcc0', 9) +
      line(622, 420, 978, 420, '#e9dcc0', 7) +
      rect(580, 556, 440, 20, '#f4ead2', 'rx="4"') +
      rect(596, 576, 408, 88, '#24444a') +
      times(5, (i) => rect(612 + i * 78, 588, 64, 66, '#2f5960', 'rx="3"'));
    // shelves
    const spines = [
      C.coral,
      C.brick,
      C.ochre,
      C.straw,
      C.teal,
      C.lagoon,
      C.deep,
      C.plum,
      C.mauve,
      C.moss,
      C.forest,
      C.cream,
      C.peach,
      C.navy,
      C.rose,
    ];
    const shelf = (x0, x1, top, rows, rowH) => {
      let o =
        rect(x0 - 18, top - 26, x1 - x0 + 36, rows * rowH + 40, '#6b432b') +
        rect(x0 - 30, top - 42, x1 - x0 + 60, 24, '#82553a', 'rx="3"');
      for (let r = 0; r < rows; r += 1) {
        const y = top + (r + 1) * rowH - 12;
        o += rect(x0, top + r * rowH - 6, x1 - x0, rowH - 6, '#472b1d');
        let x = x0 + 4;
        while (x < x1 - 14) {
          const w = Math.min(between(rng, 13, 30), x1 - 4 - x);
          const hgt = between(rng, 0.62, 0.9) * (rowH - 16);
          const roll = rng();
          if (roll < 0.05 && x < x1 - 90) {
            x += between(rng, 24, 40);
          } else if (roll < 0.09 && x < x1 - 60) {
            o += group(
              `translate(${n(x + 12)} ${n(y)}) rotate(14)`,
              rect(-2, -hgt, 18, hgt, pick(rng, spines), 'rx="2"'),
            );
            x += 42;
          } else {
            const col = pick(rng, spines);
            o += rect(x, y - hgt, w, hgt, col, 'rx="2"');
            if (rng() < 0.55)
              o += rect(
                x + 2,
                y - hgt * 0.82,
                w - 4,
                5,
                rng() < 0.5 ? C.straw : C.cream,
                'opacity="0.75"',
              );
            if (rng() < 0.4) o += rect(x + 2, y - hgt * 0.22, w - 4, 4, C.cream, 'opacity="0.6"');
            x += w + 2;
          }
        }
        o += rect(x0 - 6, y, x1 - x0 + 12, 12, '#94643f');
      }
      return o;
    };
    out +=
      shelf(40, 270, 122, 5, 110) +
      shelf(318, 548, 122, 5, 110) +
      shelf(1052, 1282, 122, 5, 110) +
      shelf(1330, 1560, 122, 5, 110);
    // ladder
    out +=
      line(438, 700, 500, 110, '#d8ac72', 11) +
      line(518, 700, 566, 110, '#d8ac72', 11) +
      times(9, (i) =>
        line(
          lerp(444, 496, i / 8.6),
          lerp(648, 150, i / 8.6),
          lerp(522, 562, i / 8.6),
          lerp(648, 150, i / 8.6),
          '#d8ac72',
          8,
        ),
      );
    out += poly(
      [
        [622, 560],
        [978, 560],
        [1240, 900],
        [360, 900],
      ],
      `url(#${id('beam')})`,
    );
    // rug, table, lamps, readers
    out +=
      oval(800, 842, 640, 66, '#7a3b3a') +
      oval(800, 842, 590, 56, '#a5523f') +
      oval(800, 842, 520, 44, '#b96a4b');
    const chair = (x) =>
      rect(x - 48, 664, 96, 14, '#5b3823', 'rx="7"') +
      rect(x - 44, 676, 10, 150, '#5b3823') +
      rect(x + 34, 676, 10, 150, '#5b3823') +
      times(3, (i) => rect(x - 22 + i * 18, 676, 8, 74, '#5b3823')) +
      rect(x - 46, 750, 92, 14, '#6b432b', 'rx="5"');
    const reader = (x, coat, skin, hair) =>
      path(`M${x - 62} 742Q${x - 60} 640 ${x} 636Q${x + 60} 640 ${x + 62} 742Z`, coat) +
      rect(x - 11, 606, 22, 38, skin) +
      disc(x, 584, 35, skin) +
      path(
        `M${x - 37} 590Q${x - 40} 544 ${x} 544Q${x + 40} 544 ${x + 37} 590Q${x + 24} 562 ${x} 566Q${x - 24} 562 ${x - 37} 590Z`,
        hair,
      );
    out +=
      reader(560, C.ochre, '#8a5a3c', C.night) +
      reader(800, C.rose, '#efc4a0', '#d9d4c6') +
      reader(1046, C.lagoon, '#c98d64', C.rust);
    out +=
      rect(360, 726, 880, 26, '#8c5a35', 'rx="6"') +
      rect(360, 744, 880, 12, '#6b432b') +
      rect(402, 752, 24, 118, '#6b432b') +
      rect(1174, 752, 24, 118, '#6b432b') +
      rect(426, 756, 748, 30, '#744a2e');
    const open = (x, y) =>
      path(
        `M${x} ${y}Q${x - 34} ${y - 20} ${x - 68} ${y - 6}L${x - 62} ${y - 40}Q${x - 30} ${y - 52} ${x} ${y - 34}Z`,
        C.white,
      ) +
      path(
        `M${x} ${y}Q${x + 34} ${y - 20} ${x + 68} ${y - 6}L${x + 62} ${y - 40}Q${x + 30} ${y - 52} ${x} ${y - 34}Z`,
        '#efe5cf',
      );
    out += open(560, 728) + open(800, 728) + open(1046, 728);
    const lamp = (x) =>
      disc(x, 660, 140, `url(#${id('lamp')})`) +
      rect(x - 5, 646, 10, 76, C.ochre) +
      rect(x - 30, 716, 60, 11, C.ochre, 'rx="5"') +
      path(`M${x - 58} 654Q${x - 50} 610 ${x} 608Q${x + 50} 610 ${x + 58} 654Z`, '#2e7a58') +
      rect(x - 58, 650, 116, 8, '#8fd0a0', 'rx="4"');
    out += lamp(430) + lamp(680) + lamp(924) + lamp(1172);
    out += chair(300) + chair(1300);
    return out;
  },

  market(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#84bccb'],
        [0.8, '#e3eee2'],
        [1, '#f7ecd2'],
      ]) +
        gradient(id('quay'), [
          [0, '#dccfb6'],
          [1, '#b8a98f'],
        ]),
    );
    out +=
      rect(0, 0, W, H, `url(#${id('sky')})`) +
      cloud(200, 60, 1.2, C.white, 0.85) +
      cloud(900, 40, 1.5, C.white, 0.85) +
      cloud(1350, 110, 0.9, C.white, 0.7);
    // open water at the right
    out +=
      path('M1200 510C1340 450 1480 452 1640 430L1640 540L1200 540Z', '#86a992') +
      rect(1200, 500, 420, 180, '#4f9a9d') +
      glints(seeded('quay'), {
        count: 16,
        top: 510,
        bottom: 620,
        fill: '#d7f0e6',
        opacity: 0.6,
        centre: 1520,
        spread: 110,
      });
    // tall quayside houses
    const walls = [
      '#e8b9a0',
      '#f1dfb5',
      '#b9d2cb',
      '#d98d75',
      '#f6efdf',
      '#c7b7cc',
      '#e9c67f',
      '#9fc0c4',
      '#e3a58e',
      '#f1e3c6',
    ];
    let x = -30;
    let k = 0;
    while (x < 1300) {
      const w = between(rng, 128, 172),
        top = between(rng, 170, 262),
        wall = walls[k % walls.length];
      const roof = pick(rng, [C.slate, '#6f4a47', C.rust, '#59626b']);
      out +=
        rect(x + w * 0.66, top - 104, 32, 80, roof) +
        rect(x + w * 0.66 + 4, top - 120, 9, 18, C.rust) +
        rect(x + w * 0.66 + 18, top - 120, 9, 18, C.rust);
      out +=
        k % 2
          ? poly(
              [
                [x - 4, top],
                [x + w / 2, top - 84],
                [x + w + 4, top],
              ],
              roof,
            )
          : poly(
              [
                [x - 4, top],
                [x + 20, top - 60],
                [x + w - 20, top - 60],
                [x + w + 4, top],
              ],
              roof,
            );
      out +=
        rect(x, top, w, 640 - top, wall) +
        rect(x + w - 8, top, 8, 640 - top, C.night, 'opacity="0.08"');
      for (let r = 0; r < 3; r += 1)
        for (let c = 0; c < 3; c += 1) {
          const ww = 24,
            wx = x + w * (0.2 + c * 0.3) - ww / 2,
            wy = top + 32 + r * 96;
          out +=
            rect(wx - 4, wy - 4, ww + 8, 56, C.white) +
            rect(wx, wy, ww, 48, rng() < 0.15 ? C.straw : '#4f7581') +
            line(wx, wy + 24, wx + ww, wy + 24, C.white, 3) +
            rect(wx - 7, wy + 52, ww + 14, 6, C.white) +
            (r === 1 && c === 1
              ? oval(wx + 12, wy + 50, 22, 9, C.leaf) +
                disc(wx + 2, wy + 46, 5, C.coral) +
                disc(wx + 16, wy + 45, 5, C.coral)
              : '');
        }
      x += w;
      k += 1;
    }
    out += fishingBoat(1512, 590, 0.72, C.brick, C.white);
    out += rect(-10, 622, W + 20, 290, `url(#${id('quay')})`);
    for (let r = 0; r < 6; r += 1)
      out += line(
        -10,
        640 + r * r * 7 + r * 14,
        W + 10,
        640 + r * r * 7 + r * 14,
        '#a5967c',
        2,
        'opacity="0.6"',
      );
    out += times(17, (i) =>
      line(800 + (i - 8) * 100, 630, 800 + (i - 8) * 230, 900, '#a5967c', 2, 'opacity="0.45"'),
    );
    // strings of little flags
    const flags = (x0, x1, y, sag, s) =>
      `<path d="M${x0} ${y}Q${(x0 + x1) / 2} ${y + sag} ${x1} ${y}" fill="none" stroke="${C.coal}" stroke-width="2.5"/>` +
      times(14, (i) => {
        const t = (i + 0.5) / 14;
        const fy = y + 2 * sag * t * (1 - t);
        const fx = lerp(x0, x1, t);
        return poly(
          [
            [fx - 11 * s, fy],
            [fx + 11 * s, fy],
            [fx, fy + 26 * s],
          ],
          [C.coral, C.cream, C.teal, C.straw, C.plum][i % 5],
        );
      });
    out += flags(-20, 800, 300, 90, 1) + flags(800, 1640, 300, 100, 1);
    // stalls
    const stall = (sx, sy, s, c1, c2, goods, keeper) => {
      const w = 380;
      let o =
        oval(w / 2, 262, w * 0.56, 16, C.night, 'opacity="0.16"') +
        rect(14, 20, 10, 240, C.bark) +
        rect(w - 24, 20, 10, 240, C.bark) +
        rect(24, 40, w - 48, 130, '#3a4a4a', 'opacity="0.35"');
      o +=
        path(
          `M${w / 2 - 46} 150Q${w / 2 - 44} 92 ${w / 2} 90Q${w / 2 + 44} 92 ${w / 2 + 46} 150Z`,
          keeper[0],
        ) +
        disc(w / 2, 66, 26, keeper[1]) +
        path(
          `M${w / 2 - 28} 66Q${w / 2 - 28} 34 ${w / 2} 34Q${w / 2 + 28} 34 ${w / 2 + 28} 66Q${w / 2} 48 ${w / 2 - 28} 66Z`,
          keeper[2],
        ) +
        path(`M${w / 2 - 20} 104h40v50h-40z`, C.cream);
      o +=
        rect(0, 146, w, 16, C.oak, 'rx="3"') +
        rect(10, 160, w - 20, 96, c1) +
        times(9, (i) => (i % 2 ? rect(10 + i * 40, 160, 40, 96, c2) : ''));
      // produce in crates
      o += times(4, (i) => {
        const gx = 16 + i * 90,
          col = goods[i];
        return (
          times(9, (j) =>
            disc(
              gx + 9 + (j % 5) * 15,
              128 - Math.floor(j / 5) * 12 + (j % 2) * 2,
              10.5,
              col,
              j % 3 ? '' : 'opacity="0.82"',
            ),
          ) +
          rect(gx, 130, 78, 22, '#c39258', 'rx="2"') +
          line(gx + 2, 141, gx + 76, 141, '#94643f', 2.5)
        );
      });
      // canopy
      o += times(10, (i) =>
        path(
          `M${n(20 + i * 34)} -66L${n(20 + (i + 1) * 34)} -66L${n(-16 + (i + 1) * 41.2)} 14a20.6 18 0 0 1 -41.2 0Z`,
          i % 2 ? c2 : c1,
        ),
      );
      return group(`translate(${sx} ${sy}) scale(${s})`, o);
    };
    const fruit = [C.coral, C.moss, C.ochre, C.plum],
      veg = ['#6f9a4e', C.coral, '#f3ead0', C.brick],
      cheese = [C.straw, C.cream, C.ochre, '#f0d9a0'],
      fish = ['#9fb6bd', '#c3d1d2', C.peach, '#86a2ac'];
    out +=
      stall(40, 470, 0.72, C.teal, C.cream, fish, [C.navy, '#e3ad86', C.coal]) +
      stall(370, 470, 0.72, C.coral, C.cream, fruit, [C.ochre, '#6f452e', C.night]) +
      stall(700, 470, 0.72, C.ochre, C.white, cheese, [C.plum, '#f0c6a2', '#d9d4c6']) +
      stall(1030, 470, 0.72, C.moss, C.cream, veg, [C.brick, '#b77b52', C.coal]);
    // shoppers
    const folk = [
      [150, 760, C.plum, '#e8b894', C.bark, C.straw],
      [330, 742, C.ochre, '#8a5a3c', C.night, null],
      [392, 748, C.lagoon, '#f0c6a2', C.rust, C.cream],
      [620, 764, C.navy, '#e3ad86', '#d9d4c6', C.coral],
      [890, 746, C.brick, '#6f452e', C.night, C.straw],
      [1010, 768, C.forest, '#f0c6a2', C.straw, null],
      [1290, 748, C.mauve, '#c98d64', C.coal, C.cream],
    ];
    out +=
      folk
        .map(
          ([px, py, coat, skin, hair, bag], i) =>
            oval(px, py, 34, 8, C.night, 'opacity="0.18"') +
            person(px, py, 0.98 + (i % 3) * 0.05, { coat, skin, hair, bag }),
        )
        .join('') + person(1074, 772, 0.62, { coat: C.coral, skin: '#f0c6a2', hair: C.rust });
    // foreground crates, flowers and a bollard
    const bucket = (bx, by, s, col) =>
      group(
        `translate(${bx} ${by}) scale(${s})`,
        times(
          11,
          (i) =>
            line(0, -40, (i - 5) * 13, -112 - ((i * 37) % 30), C.leaf, 4) +
            disc((i - 5) * 13, -114 - ((i * 37) % 30), 13, i % 3 ? col : C.cream) +
            disc((i - 5) * 13, -114 - ((i * 37) % 30), 5, C.ochre),
        ) +
          path('M-46 -62L46 -62L36 8L-36 8Z', '#7d9299') +
          rect(-50, -70, 100, 12, '#94a8ad', 'rx="5"'),
      );
    out +=
      bucket(90, 880, 1.15, C.coral) +
      bucket(210, 892, 1, C.rose) +
      bucket(316, 884, 1.1, C.straw) +
      bucket(12, 896, 1, C.mauve);
    out += group(
      'translate(1240 800)',
      times(
        12,
        (j) =>
          disc(26 + (j % 6) * 34, 22 - Math.floor(j / 6) * 22, 22, j % 4 ? C.coral : C.brick) +
          line(
            26 + (j % 6) * 34,
            4 - Math.floor(j / 6) * 22,
            30 + (j % 6) * 34,
            -6 - Math.floor(j / 6) * 22,
            C.forest,
            4,
          ),
      ) +
        rect(0, 26, 224, 66, '#c39258', 'rx="4"') +
        line(4, 58, 220, 58, '#94643f', 4) +
        rect(0, 26, 12, 66, '#a8744a') +
        rect(212, 26, 12, 66, '#a8744a'),
    );
    out += group(
      'translate(1476 806)',
      times(10, (j) =>
        oval(24 + (j % 5) * 34, 22 - Math.floor(j / 5) * 20, 22, 18, j % 2 ? C.moss : C.leaf),
      ) +
        rect(0, 26, 190, 62, '#b5834d', 'rx="4"') +
        line(4, 56, 186, 56, '#8a5c36', 4),
    );
    out += gull(1480, 270, 1.1, C.slate) + gull(1540, 230, 0.9, C.slate);
    return out;
  },

  'night-sky'(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#0b1530'],
        [0.5, '#172a52'],
        [0.85, '#2f4f75'],
        [1, '#557a8f'],
      ]) +
        gradient(id('sea'), [
          [0, '#3f6480'],
          [0.3, '#213f60'],
          [1, '#0e1c36'],
        ]) +
        glow(id('haze'), '#b9b6e0', 0.32) +
        glow(id('haze2'), '#8fc0d0', 0.26) +
        glow(id('rift'), '#0d1836', 0.5) +
        gradient(id('cone'), [
          [0, '#ffd98a', 0.4],
          [1, '#ffd98a', 0.02],
        ]) +
        glow(id('lamp'), '#ffd98a', 0.6),
    );
    out += rect(0, 0, W, 660, `url(#${id('sky')})`);
    // the Milky Way leans from lower left to upper right
    const axis = (t) => [lerp(80, 1360, t), lerp(640, -80, t)];
    out += times(22, (i) => {
      const [cx, cy] = axis(i / 21);
      return `<g transform="rotate(-30 ${n(cx)} ${n(cy)})">${oval(cx, cy, 190, between(rng, 70, 120), `url(#${i % 2 ? id('haze') : id('haze2')})`, 'opacity="0.55"')}</g>`;
    });
    out += times(14, (i) => {
      const [cx, cy] = axis((i + 3) / 17);
      return `<g transform="rotate(-30 ${n(cx)} ${n(cy)})">${oval(cx, cy + between(rng, -14, 14), between(rng, 90, 160), between(rng, 14, 30), `url(#${id('rift')})`)}</g>`;
    });
    out += times(620, () => {
      const [cx, cy] = axis(rng());
      const off = (rng() + rng() + rng() - 1.5) * 130;
      return disc(
        cx + off * 0.5,
        cy + off * 0.87,
        between(rng, 0.6, 1.8),
        pick(rng, ['#fffaf0', '#dfe6ff', '#ffe9c4']),
        `opacity="${n(between(rng, 0.4, 1))}"`,
      );
    });
    out += times(360, () =>
      disc(
        rng() * W,
        rng() * 600,
        between(rng, 0.6, 1.9),
        pick(rng, ['#fffaf0', '#dfe6ff', '#ffe2b0']),
        `opacity="${n(between(rng, 0.4, 1))}"`,
      ),
    );
    out += times(26, () => {
      const sx = rng() * W,
        sy = rng() * 470,
        r = between(rng, 5, 11);
      return path(
        `M${n(sx)} ${n(sy - r)}Q${n(sx)} ${n(sy)} ${n(sx + r)} ${n(sy)}Q${n(sx)} ${n(sy)} ${n(sx)} ${n(sy + r)}Q${n(sx)} ${n(sy)} ${n(sx - r)} ${n(sy)}Q${n(sx)} ${n(sy)} ${n(sx)} ${n(sy - r)}Z`,
        C.white,
      );
    });
    out += `<path d="M1120 150L1300 92" stroke="#fffaf0" stroke-width="3" stroke-linecap="round" opacity="0.85"/><path d="M1060 169L1120 150" stroke="#fffaf0" stroke-width="1.5" stroke-linecap="round" opacity="0.4"/>`;
    out +=
      rect(0, 600, W, 300, `url(#${id('sea')})`) +
      glints(rng, { count: 90, top: 606, bottom: 800, fill: '#9fb8d8', opacity: 0.35 });
    // headland
    out +=
      path(
        'M800 616C930 606 1010 560 1080 548C1160 534 1190 478 1280 464C1380 448 1450 476 1640 440L1640 616Z',
        '#16263f',
      ) +
      path('M960 626C1110 612 1190 568 1290 556C1400 544 1500 562 1640 540L1640 626Z', '#0f1c31');
    out +=
      path('M1296 464l7 -62h18l7 58z', '#2c4160') +
      rect(1300, 390, 24, 14, '#3d5478') +
      path('M1297 392Q1312 372 1327 392Z', '#22344f');
    // promenade with shaded lamps, railing and people looking up
    out +=
      path('M-20 812Q800 778 1620 806L1620 900L-20 900Z', '#0c1527') +
      path('M-20 812Q800 778 1620 806L1620 816Q800 788 -20 822Z', '#22344f');
    const py = (px) => 812 - 31 * Math.sin((Math.PI * (px + 20)) / 1640);
    const rail = '#1b2b47';
    out +=
      times(41, (i) => line(i * 40, py(i * 40), i * 40, py(i * 40) - 62, rail, 4)) +
      `<path d="M-20 750Q800 716 1620 744M-20 782Q800 748 1620 776" fill="none" stroke="${rail}" stroke-width="6"/>`;
    out += [210, 1450]
      .map((lx) => {
        const ly = py(lx);
        return (
          path(
            `M${lx - 8} ${n(ly - 118)}L${lx - 96} ${n(ly + 30)}L${lx + 96} ${n(ly + 30)}L${lx + 8} ${n(ly - 118)}Z`,
            `url(#${id('cone')})`,
          ) +
          disc(lx, ly - 108, 44, `url(#${id('lamp')})`) +
          rect(lx - 4, ly - 120, 8, 122, '#0a1220') +
          path(
            `M${lx - 26} ${n(ly - 118)}Q${lx} ${n(ly - 148)} ${lx + 26} ${n(ly - 118)}Z`,
            '#0a1220',
          ) +
          rect(lx - 14, ly - 119, 28, 5, '#ffe2a0', 'rx="2"')
        );
      })
      .join('');
    const shade = { coat: '#070d1a', skin: '#0a1222', hair: '#070d1a', legs: '#070d1a' };
    out += [
      [520, 0.8],
      [566, 0.5],
      [620, 0.86],
      [792, 0.78],
      [842, 0.84],
      [1016, 0.8],
      [1060, 0.48],
      [1102, 0.74],
      [1226, 0.84],
    ]
      .map(([px, s]) => person(px, py(px) + 18, s, shade))
      .join('');
    return out;
  },

  lighthouse(rng, id) {
    let out = defs(
      gradient(id('sky'), [
        [0, '#2b2f57'],
        [0.45, '#7a5580'],
        [0.8, '#e08a78'],
        [1, '#f7c592'],
      ]) +
        gradient(id('sea'), [
          [0, '#e0a088'],
          [0.16, '#8f6888'],
          [0.55, '#3d4570'],
          [1, '#1c2547'],
        ]) +
        gradient(
          id('beam'),
          [
            [0, '#fff0bd', 0.9],
            [1, '#fff0bd', 0],
          ],
          'x1="1" y1="0" x2="0" y2="0"',
        ) +
        gradient(
          id('beam2'),
          [
            [0, '#fff0bd', 0.75],
            [1, '#fff0bd', 0],
          ],
          'x1="0" y1="0" x2="1" y2="0"',
        ) +
        glow(id('lamp'), '#fff3c9', 0.95) +
        gradient(
          id('tower'),
          [
            [0, '#fff6e6'],
            [0.55, '#f3dccb'],
            [1, '#b894a0'],
          ],
          'x1="0" y1="0" x2="1" y2="0"',
        ),
    );
    out +=
      rect(0, 0, W, 600, `url(#${id('sky')})`) +
      times(90, () =>
        disc(
          rng() * W,
          rng() ** 1.6 * 320,
          between(rng, 0.8, 2.2),
          C.cream,
          `opacity="${n(between(rng, 0.3, 0.9))}"`,
        ),
      );
    out +=
      pill(80, 420, 420, 14, '#f3a887', 'opacity="0.6"') +
      pill(300, 452, 300, 10, '#f9c396', 'opacity="0.7"') +
      pill(-60, 486, 380, 12, '#f9c396', 'opacity="0.6"') +
      pill(660, 380, 240, 10, '#e39a88', 'opacity="0.55"') +
      pill(1320, 400, 360, 12, '#e39a88', 'opacity="0.5"') +
      pill(1380, 300, 240, 10, '#b06f86', 'opacity="0.6"');
    out += rect(0, 560, W, 340, `url(#${id('sea')})`);
    out +=
      path('M-20 566C80 556 130 530 220 524C320 518 380 548 470 566Z', '#6b4c70') +
      glints(rng, {
        count: 60,
        top: 566,
        fill: '#f7c9a0',
        opacity: 0.55,
        centre: 330,
        spread: 330,
      }) +
      glints(rng, { count: 50, top: 600, fill: '#7e83ad', opacity: 0.35 });
    // beam
    out +=
      poly(
        [
          [1094, 190],
          [1094, 214],
          [-40, 352],
          [-40, 96],
        ],
        `url(#${id('beam')})`,
      ) +
      poly(
        [
          [1126, 190],
          [1126, 214],
          [1640, 268],
          [1640, 148],
        ],
        `url(#${id('beam2')})`,
      );
    // headland in layers
    out +=
      path(
        'M640 900C690 800 720 760 790 716C840 684 850 640 920 620C1010 594 1060 588 1130 592C1240 598 1380 580 1640 560L1640 900Z',
        '#3e3558',
      ) +
      path(
        'M640 900C690 800 720 760 790 716C840 684 850 640 920 620C930 660 900 700 880 740C850 800 860 850 830 900Z',
        '#2c2745',
      ) +
      path(
        'M856 654C872 634 894 628 920 620C1010 594 1060 588 1130 592C1240 598 1380 580 1640 560L1640 650C1500 640 1340 672 1200 660C1080 650 960 640 856 654Z',
        '#56704f',
      ) +
      path(
        'M856 654C960 640 1090 650 1200 660C1340 672 1500 640 1640 650L1640 690C1480 684 1360 716 1220 704C1100 694 940 664 838 684C846 672 850 662 856 654Z',
        '#3f5a49',
      );
    out += times(34, () => {
      const gx = between(rng, 930, 1590);
      return `<path d="M${n(gx)} 640q-5 -12 -9 -18M${n(gx)} 640q0 -14 1 -22M${n(gx)} 640q5 -12 9 -18" stroke="#7d9460" stroke-width="3" fill="none" stroke-linecap="round" transform="translate(0 ${n(between(rng, -8, 24))})"/>`;
    });
    // cottages
    out +=
      house(rng, 1250, 604, 150, 76, {
        wall: '#f0dccb',
        roof: '#4d3f5e',
        litShare: 0.7,
        lit: '#ffdf95',
        dark: '#514a6e',
        rows: 1,
        cols: 3,
      }) +
      house(rng, 1404, 598, 110, 62, {
        wall: '#e0c6bc',
        roof: '#453a57',
        litShare: 0.5,
        lit: '#ffdf95',
        dark: '#514a6e',
        rows: 1,
        cols: 2,
      }) +
      rect(1180, 588, 430, 22, '#cdb3ad') +
      rect(1180, 582, 430, 8, '#e6d0c4');
    // tower
    out +=
      path('M1052 612L1080 250L1140 250L1168 612Q1110 626 1052 612Z', `url(#${id('tower')})`) +
      path(
        'M1071.2 364L1076 300L1144 300L1148.8 364Q1110 374 1071.2 364Z',
        C.coral,
        'opacity="0.95"',
      ) +
      path(
        'M1059 520L1063.8 458L1156.2 458L1161 520Q1110 532 1059 520Z',
        C.coral,
        'opacity="0.95"',
      ) +
      path('M1126 250L1140 250L1168 612Q1150 620 1132 620Z', '#3a2f55', 'opacity="0.28"');
    out +=
      rect(1098, 388, 22, 34, '#463a5c', 'rx="11"') +
      rect(1097, 558, 28, 58, '#463a5c', 'rx="13"') +
      rect(1097, 590, 28, 28, '#463a5c');
    out +=
      rect(1062, 238, 96, 14, '#34304f', 'rx="4"') +
      times(9, (i) => line(1066 + i * 11, 238, 1066 + i * 11, 214, '#34304f', 3)) +
      line(1062, 214, 1158, 214, '#34304f', 4) +
      rect(1082, 168, 56, 72, '#ffe9ae') +
      times(4, (i) => line(1082 + i * 18.7, 168, 1082 + i * 18.7, 238, '#8c3a2b', 3)) +
      path('M1072 170Q1076 122 1110 116Q1144 122 1148 170Z', C.brick) +
      line(1110, 118, 1110, 88, '#34304f', 5) +
      disc(1110, 114, 8, C.brick);
    out += disc(1110, 202, 150, `url(#${id('lamp')})`) + disc(1110, 202, 18, '#fffaf0');
    // rocks and surf
    out += times(9, (i) => {
      const rx = 560 + i * 34 + between(rng, -10, 10);
      const ry = 850 + between(rng, -22, 40);
      return poly(
        [
          [rx - 44, ry + 34],
          [rx - 24, ry - 14],
          [rx + 10, ry - 28],
          [rx + 36, ry + 2],
          [rx + 50, ry + 34],
        ],
        i % 2 ? '#2c2745' : '#373055',
      );
    });
    out +=
      path('M360 900Q480 852 590 874T740 870Q830 868 920 900Z', '#cfc3d8', 'opacity="0.55"') +
      path('M430 900Q540 876 630 890T780 888Q830 890 860 900Z', C.cream, 'opacity="0.6"');
    out +=
      gull(640, 300, 1.1, '#2b2745') +
      gull(720, 340, 0.9, '#2b2745') +
      gull(560, 360, 0.8, '#2b2745');
    return out;
  },
};

/* ---------------------------------------------------------------- portraits */

/** Abstract head and shoulders on an 800 x 800 field: flat colours, no features. */
const portraits = {
  'portrait-nell-farrowby': {
    back: C.foam,
    ring: '#bfe2da',
    skin: '#f0c6a2',
    shade: '#dba983',
    hair: C.rust,
    style: 'bob',
    top: C.deep,
    detail: 'collar',
    accent: C.cream,
  },
  'portrait-idris-pentlow': {
    back: C.straw,
    ring: '#f6d898',
    skin: '#e3ad86',
    shade: '#c88f68',
    hair: '#4a3428',
    style: 'cap',
    top: C.navy,
    detail: 'roll',
    accent: '#2b4a70',
    beard: true,
  },
  'portrait-priya-thornacre': {
    back: C.rose,
    ring: '#e7bcb6',
    skin: '#b77b52',
    shade: '#99623e',
    hair: '#2a2230',
    style: 'long',
    top: C.teal,
    detail: 'scarf',
    accent: C.ochre,
  },
  'portrait-kofi-daneway': {
    back: C.lagoon,
    ring: '#7dbdb6',
    skin: '#6f452e',
    shade: '#573422',
    hair: '#1f1a20',
    style: 'short',
    top: C.coral,
    detail: 'zip',
    accent: C.white,
  },
  'portrait-joss-merriday': {
    back: '#c7b7cc',
    ring: '#d8cbdb',
    skin: '#efc4a0',
    shade: '#d9a47f',
    hair: '#c98f3f',
    style: 'curls',
    top: C.plum,
    detail: 'jacket',
    accent: C.foam,
    glasses: true,
  },
  'portrait-beatrix-ondley': {
    back: C.peach,
    ring: '#f8cba9',
    skin: '#c98d64',
    shade: '#aa704a',
    hair: '#3b2a2a',
    style: 'bun',
    top: C.forest,
    detail: 'camera',
    accent: C.coal,
  },
  'portrait-margaret-loxbeare': {
    back: C.sky,
    ring: '#dff0f0',
    skin: '#f3d0b2',
    shade: '#dcb08e',
    hair: '#d9d4c6',
    style: 'wave',
    top: C.brick,
    detail: 'beads',
    accent: C.cream,
    glasses: true,
  },
};

function drawPortrait(spec) {
  const { back, ring, skin, shade, hair, style, top, detail, accent, glasses, beard } = spec;
  let out = rect(0, 0, 800, 800, back) + disc(400, 420, 330, ring);
  const behind = {
    long: path(
      'M236 330Q232 148 400 146Q568 148 564 330Q570 470 600 600Q500 640 400 640Q300 640 200 600Q230 470 236 330Z',
      hair,
    ),
    bob: path(
      'M232 352Q220 146 400 144Q580 146 568 352Q574 440 548 486Q400 520 252 486Q226 440 232 352Z',
      hair,
    ),
    curls: [
      [262, 300, 70],
      [290, 220, 74],
      [360, 172, 76],
      [444, 172, 76],
      [514, 222, 74],
      [540, 300, 70],
      [256, 374, 56],
      [546, 374, 56],
    ]
      .map(([x, y, r]) => disc(x, y, r, hair))
      .join(''),
    bun: disc(400, 136, 66, hair) + path('M250 340Q244 166 400 164Q556 166 550 340Z', hair),
    wave: path(
      'M230 380Q206 150 400 140Q594 150 570 380Q586 430 556 452Q400 470 244 452Q214 430 230 380Z',
      hair,
    ),
  };
  out += behind[style] ?? '';
  // shoulders, neck, head
  out += path('M96 800Q104 606 292 574Q400 640 508 574Q696 606 704 800Z', top);
  out += path('M336 470L336 574Q400 650 464 574L464 470Z', shade);
  out += path(
    'M264 322Q264 190 400 190Q536 190 536 322Q536 420 490 480Q446 530 400 530Q354 530 310 480Q264 420 264 322Z',
    skin,
  );
  if (!['long', 'bob', 'wave'].includes(style))
    out += oval(262, 356, 20, 34, shade) + oval(538, 356, 20, 34, shade);
  if (beard)
    out += path(
      'M266 372Q280 392 300 398Q350 372 400 400Q450 372 500 398Q520 392 534 372Q534 440 492 488Q446 540 400 540Q354 540 308 488Q266 440 266 372Z',
      hair,
    );
  const front = {
    bob: path(
      'M254 352Q248 172 400 170Q552 172 546 352Q520 300 470 262Q380 300 280 288Q262 310 254 352Z',
      hair,
    ),
    cap:
      path('M256 300Q250 152 400 150Q550 152 544 300Q400 262 256 300Z', accent) +
      path('M248 304Q300 258 420 262Q540 268 560 306Q470 292 400 294Q310 294 248 304Z', '#1d3553') +
      path('M262 306Q256 340 266 372L284 368Q280 330 286 300Z', hair) +
      path('M538 306Q544 340 534 372L516 368Q520 330 514 300Z', hair),
    long: path('M256 360Q246 168 400 166Q554 168 544 360Q528 270 410 216Q300 262 256 360Z', hair),
    short: path(
      'M258 318Q248 168 400 164Q552 168 542 318Q524 256 480 246Q400 232 320 246Q276 256 258 318Z',
      hair,
    ),
    curls: [
      [300, 226, 46],
      [352, 202, 48],
      [408, 196, 48],
      [462, 206, 48],
      [506, 234, 42],
    ]
      .map(([x, y, r]) => disc(x, y, r, hair))
      .join(''),
    bun: path('M256 340Q248 174 400 172Q552 174 544 340Q520 252 400 246Q280 252 256 340Z', hair),
    wave: path(
      'M248 372Q240 168 404 166Q562 170 552 372Q536 290 440 226Q360 290 278 290Q256 320 248 372Z',
      hair,
    ),
  };
  out += front[style] ?? '';
  if (glasses)
    out += `<g fill="none" stroke="${C.coal}" stroke-width="9"><circle cx="344" cy="352" r="40"/><circle cx="456" cy="352" r="40"/><path d="M384 346Q400 336 416 346M304 346L270 336M496 346L530 336"/></g>`;
  const dress = {
    collar:
      path('M292 574L400 690L330 720L258 590Z', accent) +
      path('M508 574L400 690L470 720L542 590Z', accent),
    roll:
      path('M310 548Q400 610 490 548L504 612Q400 676 296 612Z', accent) +
      times(7, (i) =>
        line(
          328 + i * 24,
          580 + Math.sin((i / 6) * Math.PI) * 22,
          326 + i * 24.6,
          616 + Math.sin((i / 6) * Math.PI) * 22,
          '#1d3553',
          4,
        ),
      ),
    scarf:
      path('M276 566Q400 660 524 566L552 628Q400 740 248 628Z', accent) +
      path('M430 670L520 650L560 800L450 800Z', '#c98f30'),
    zip:
      path('M292 574Q400 640 508 574L530 600L410 700L400 800L390 700L270 600Z', accent) +
      line(400, 700, 400, 800, C.coal, 6) +
      rect(392, 706, 16, 30, C.coal, 'rx="5"'),
    jacket:
      path('M292 574Q400 640 508 574L400 800Z', accent) +
      path('M292 574L400 800L300 800L226 640Z', '#47294a') +
      path('M508 574L400 800L500 800L574 640Z', '#47294a'),
    camera:
      `<path d="M270 590Q300 720 400 748Q500 720 530 590" fill="none" stroke="${accent}" stroke-width="14"/>` +
      rect(318, 700, 164, 104, accent, 'rx="16"') +
      rect(362, 682, 76, 30, accent, 'rx="8"') +
      disc(400, 756, 40, C.slate) +
      disc(400, 756, 27, C.deep) +
      disc(390, 746, 8, C.foam),
    beads: times(11, (i) => {
      const t = i / 10;
      return disc(lerp(300, 500, t), 592 + Math.sin(t * Math.PI) * 84, 13, accent);
    }),
  };
  out += dress[detail] ?? '';
  return out;
}

/* ------------------------------------------------------------------ exports */

export const pictures = [
  {
    key: 'harbour-wall',
    name: 'harbour-wall.png',
    alternativeText:
      'A long granite harbour wall with a small light at its end and fishing boats moored beside it.',
  },
  {
    key: 'island-ferry',
    name: 'island-ferry.png',
    alternativeText:
      'A small passenger ferry crossing calm water at sunset, with a low island behind it.',
  },
  {
    key: 'village-school',
    name: 'village-school.png',
    alternativeText:
      'A stone village school with a bell turret and a new timber hall beside it, among green hills.',
  },
  {
    key: 'sailing-race',
    name: 'sailing-race.png',
    alternativeText: 'Six sailing boats heeling on a blue-green sea under large white clouds.',
  },
  {
    key: 'allotments',
    name: 'allotments.png',
    alternativeText:
      'Terraced allotments with rows of vegetables, bean poles and a red shed above a town by the sea.',
  },
  {
    key: 'bakery',
    name: 'bakery.png',
    alternativeText:
      'A bakery with a striped awning and warmly lit windows in a terrace before dawn.',
  },
  {
    key: 'library',
    name: 'library.png',
    alternativeText:
      'A library reading room with shelves of coloured books, an arched window and green lamps on a table.',
  },
  {
    key: 'market',
    name: 'market.png',
    alternativeText:
      'Market stalls with striped canopies on a quay in front of tall painted houses.',
  },
  {
    key: 'night-sky',
    name: 'night-sky.png',
    alternativeText:
      'A sky full of stars over a dark headland, with people looking up from a promenade.',
  },
  {
    key: 'lighthouse',
    name: 'lighthouse.png',
    alternativeText:
      'A white and red lighthouse on a headland at dusk, its beam reaching over the sea.',
  },
  {
    key: 'portrait-nell-farrowby',
    name: 'portrait-nell-farrowby.png',
    alternativeText: 'Portrait of Nell Farrowby',
  },
  {
    key: 'portrait-idris-pentlow',
    name: 'portrait-idris-pentlow.png',
    alternativeText: 'Portrait of Idris Pentlow',
  },
  {
    key: 'portrait-priya-thornacre',
    name: 'portrait-priya-thornacre.png',
    alternativeText: 'Portrait of Priya Thornacre',
  },
  {
    key: 'portrait-kofi-daneway',
    name: 'portrait-kofi-daneway.png',
    alternativeText: 'Portrait of Kofi Daneway',
  },
  {
    key: 'portrait-joss-merriday',
    name: 'portrait-joss-merriday.png',
    alternativeText: 'Portrait of Joss Merriday',
  },
  {
    key: 'portrait-beatrix-ondley',
    name: 'portrait-beatrix-ondley.png',
    alternativeText: 'Portrait of Beatrix Ondley',
  },
  {
    key: 'portrait-margaret-loxbeare',
    name: 'portrait-margaret-loxbeare.png',
    alternativeText: 'Portrait of Margaret Loxbeare',
  },
];

export function drawPicture(key) {
  const portrait = portraits[key];
  const scene = scenes[key];
  if (!portrait && !scene) throw new Error(`There is no picture "${key}"`);
  const [w, h] = portrait ? [800, 800] : [W, H];
  const content = portrait
    ? drawPortrait(portrait)
    : scene(seeded(key), (part) => `${key}-${part}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">${content}</svg>`;
}

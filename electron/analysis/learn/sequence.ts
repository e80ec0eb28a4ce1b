// A linear-chain conditional random field with three states (Lafferty, McCallum and Pereira 2001): outside a span, at its
// beginning, and further inside.

/** Words in order with their features, in stretches (paragraphs) that are looked at as a whole. */
export interface Sequences {
  /** Features of word `w`: `features` from `starts[w]` to `starts[w + 1]`. */
  features: Int32Array;
  starts: Int32Array;
  /** First word of each stretch, and one number more: the number of words. */
  stretches: Int32Array;
}

export const OUTSIDE = 0;
export const BEGIN = 1;
export const INSIDE = 2;
const STATES = 3;

export interface SequenceModel {
  /** Three for each feature. */
  weights: Float32Array;
  /** From state to state, three by three; then three for the beginning of a stretch. */
  moves: Float32Array;
}

export interface SequenceOptions {
  rounds?: number;
  rate?: number;
  /** Share of all weights that is taken away after each round. */
  decay?: number;
}

const NEVER = -1e9;
/** A word is inside only behind a word that begins or is inside. */
const isAllowed = (from: number, to: number) => !(from === OUTSIDE && to === INSIDE);

/** The models after the later rounds are averaged, which evens out what single examples did: from this share of the rounds on. */
const AVERAGED_FROM = 0.3;

/**
 * Learns by stochastic gradients with a step size of its own for each weight (AdaGrad). Nothing is random: the same words
 * give the same model.
 * @param states of each word
 * @param chosen numbers of the stretches to learn from, in the order of learning
 * @param size number of features
 */
export function trainSequence(
  words: Sequences,
  states: Uint8Array,
  chosen: readonly number[],
  size: number,
  { rounds = 12, rate = 0.2, decay = 0.02 }: SequenceOptions = {},
): SequenceModel {
  const { features, starts, stretches } = words;
  const weights = new Float32Array(size * STATES);
  const squares = new Float32Array(size * STATES).fill(0.01);
  const moves = new Float32Array(STATES * STATES + STATES);
  const moveSquares = new Float32Array(moves.length).fill(0.01);
  const model = { weights, moves };
  const work = new Workspace();
  const gradient = new Float64Array(moves.length);
  const mean: SequenceModel = { weights: new Float32Array(weights.length), moves: new Float32Array(moves.length) };
  const firstAveraged = Math.floor(rounds * AVERAGED_FROM);
  for (let round = 0; round < rounds; round++) {
    for (const stretch of chosen) {
      const from = stretches[stretch]!;
      const n = stretches[stretch + 1]! - from;
      if (n === 0) continue;
      scoreWords(words, model, from, n, work);
      work.run(model.moves, n);
      gradient.fill(0);
      work.expectMoves(n, gradient);
      for (let t = 0; t < n; t++) {
        const state = states[from + t]!;
        gradient[t === 0 ? STATES * STATES + state : states[from + t - 1]! * STATES + state]! += 1;
        const slope0 = (state === 0 ? 1 : 0) - work.belief[t * STATES]!;
        const slope1 = (state === 1 ? 1 : 0) - work.belief[t * STATES + 1]!;
        const slope2 = (state === 2 ? 1 : 0) - work.belief[t * STATES + 2]!;
        if (Math.abs(slope0) < 0.002 && Math.abs(slope1) < 0.002) continue;
        for (let k = starts[from + t]!; k < starts[from + t + 1]!; k++) {
          const at = features[k]! * STATES;
          squares[at]! += slope0 * slope0;
          squares[at + 1]! += slope1 * slope1;
          squares[at + 2]! += slope2 * slope2;
          weights[at]! += (rate * slope0) / Math.sqrt(squares[at]!);
          weights[at + 1]! += (rate * slope1) / Math.sqrt(squares[at + 1]!);
          weights[at + 2]! += (rate * slope2) / Math.sqrt(squares[at + 2]!);
        }
      }
      for (let m = 0; m < moves.length; m++) {
        moveSquares[m]! += gradient[m]! * gradient[m]!;
        moves[m]! += (rate * gradient[m]!) / Math.sqrt(moveSquares[m]!);
      }
    }
    const kept = 1 - decay;
    for (let i = 0; i < weights.length; i++) weights[i]! *= kept;
    if (round < firstAveraged) continue;
    const share = 1 / (rounds - firstAveraged);
    for (let i = 0; i < weights.length; i++) mean.weights[i]! += weights[i]! * share;
    for (let i = 0; i < moves.length; i++) mean.moves[i]! += moves[i]! * share;
  }
  return mean;
}

/** What the features of each word say for each state, three a word: with the moves, all that a model says of a text. */
export function stateScores(words: Sequences, model: SequenceModel): Float32Array {
  const count = words.starts.length - 1;
  const work = new Workspace();
  scoreWords(words, model, 0, count, work);
  return Float32Array.from(work.scores.subarray(0, count * STATES));
}

function scoreWords({ features, starts }: Sequences, model: SequenceModel, from: number, n: number, work: Workspace) {
  work.reserve(n);
  const { weights } = model;
  for (let t = 0; t < n; t++) {
    let [outside, begin, inside] = [0, 0, 0];
    for (let k = starts[from + t]!; k < starts[from + t + 1]!; k++) {
      const at = features[k]! * STATES;
      outside += weights[at]!;
      begin += weights[at + 1]!;
      inside += weights[at + 2]!;
    }
    work.scores[t * STATES] = outside;
    work.scores[t * STATES + 1] = begin;
    work.scores[t * STATES + 2] = inside;
  }
}

/** A run of words that is taken to be a span, with the mean probability of its words to be in one. */
export interface FoundRun {
  first: number;
  last: number;
  certainty: number;
}

/**
 * The best states of each stretch, as runs of words.
 * @param scores of all words, see `stateScores`
 * @param reluctance added to what speaks for being outside; below 0 finds more
 */
export function findRuns(
  scores: Float32Array,
  stretches: Int32Array,
  { moves }: SequenceModel,
  reluctance: number,
): FoundRun[] {
  const found: FoundRun[] = [];
  const work = new Workspace();
  for (let s = 0; s + 1 < stretches.length; s++) {
    const from = stretches[s]!;
    const n = stretches[s + 1]! - from;
    if (n === 0) continue;
    work.reserve(n);
    work.scores.set(scores.subarray(from * STATES, (from + n) * STATES));
    const states = bestStates(work, moves, n, reluctance);
    let first = -1;
    let beliefs: Float64Array | null = null;
    for (let t = 0; t <= n; t++) {
      const state = t < n ? states[t]! : OUTSIDE;
      if (first >= 0 && state !== INSIDE) {
        if (!beliefs) {
          work.run(moves, n);
          beliefs = work.belief;
        }
        let certainty = 0;
        for (let i = first; i < t; i++) certainty += 1 - beliefs[i * STATES]!;
        found.push({ first: from + first, last: from + t - 1, certainty: certainty / (t - first) });
        first = -1;
      }
      if (state === BEGIN) first = t;
    }
  }
  return found;
}

function bestStates(work: Workspace, moves: Float32Array, n: number, reluctance: number): Uint8Array {
  const best = new Float64Array(n * STATES);
  const back = new Uint8Array(n * STATES);
  for (let t = 0; t < n; t++) {
    for (let to = 0; to < STATES; to++) {
      const own = work.scores[t * STATES + to]! + (to === OUTSIDE ? reluctance : 0);
      if (t === 0) {
        best[to] = own + (to === INSIDE ? NEVER : moves[STATES * STATES + to]!);
        continue;
      }
      let most = Number.NEGATIVE_INFINITY;
      for (let before = 0; before < STATES; before++) {
        if (!isAllowed(before, to)) continue;
        const sum = best[(t - 1) * STATES + before]! + moves[before * STATES + to]!;
        if (sum > most) {
          most = sum;
          back[t * STATES + to] = before;
        }
      }
      best[t * STATES + to] = most + own;
    }
  }
  const states = new Uint8Array(n);
  let state = 0;
  for (let to = 1; to < STATES; to++) if (best[(n - 1) * STATES + to]! > best[(n - 1) * STATES + state]!) state = to;
  for (let t = n - 1; t >= 0; t--) {
    states[t] = state;
    state = back[t * STATES + state]!;
  }
  return states;
}

/** Room for one stretch: scores in, beliefs (probabilities of the states) out. */
class Workspace {
  scores = new Float64Array(0);
  belief = new Float64Array(0);
  #local = new Float64Array(0);
  #ahead = new Float64Array(0);
  #behind = new Float64Array(0);
  #scale = new Float64Array(0);
  #moves = new Float64Array(STATES * STATES);

  reserve(n: number): void {
    if (this.scores.length >= n * STATES) return;
    const room = n * STATES * 2;
    this.scores = new Float64Array(room);
    this.belief = new Float64Array(room);
    this.#local = new Float64Array(room);
    this.#ahead = new Float64Array(room);
    this.#behind = new Float64Array(room);
    this.#scale = new Float64Array(n * 2);
  }

  /** Forward and backward sums, scaled at each word. */
  run(moves: Float32Array, n: number): void {
    const local = this.#local;
    const ahead = this.#ahead;
    const behind = this.#behind;
    const scale = this.#scale;
    const move = this.#moves;
    for (let a = 0; a < STATES; a++)
      for (let b = 0; b < STATES; b++) move[a * STATES + b] = isAllowed(a, b) ? Math.exp(moves[a * STATES + b]!) : 0;
    for (let t = 0; t < n; t++) {
      const at = t * STATES;
      const most = Math.max(this.scores[at]!, this.scores[at + 1]!, this.scores[at + 2]!);
      for (let s = 0; s < STATES; s++) local[at + s] = Math.exp(this.scores[at + s]! - most);
      if (t === 0) {
        ahead[0] = local[0]! * Math.exp(moves[9]!);
        ahead[1] = local[1]! * Math.exp(moves[10]!);
        ahead[2] = 0;
      } else {
        const b = at - STATES;
        for (let s = 0; s < STATES; s++) {
          ahead[at + s] =
            local[at + s]! *
            (ahead[b]! * move[s]! + ahead[b + 1]! * move[STATES + s]! + ahead[b + 2]! * move[2 * STATES + s]!);
        }
      }
      const sum = ahead[at]! + ahead[at + 1]! + ahead[at + 2]!;
      scale[t] = sum;
      for (let s = 0; s < STATES; s++) ahead[at + s]! /= sum;
    }
    for (let t = n - 1; t >= 0; t--) {
      const at = t * STATES;
      for (let s = 0; s < STATES; s++) {
        if (t === n - 1) behind[at + s] = 1;
        else {
          const a = at + STATES;
          behind[at + s] =
            (move[s * STATES]! * local[a]! * behind[a]! +
              move[s * STATES + 1]! * local[a + 1]! * behind[a + 1]! +
              move[s * STATES + 2]! * local[a + 2]! * behind[a + 2]!) /
            scale[t + 1]!;
        }
        this.belief[at + s] = ahead[at + s]! * behind[at + s]!;
      }
    }
  }

  /** Takes from `gradient` how often each move is expected. */
  expectMoves(n: number, gradient: Float64Array): void {
    for (let s = 0; s < STATES; s++) gradient[STATES * STATES + s]! -= this.belief[s]!;
    for (let t = 1; t < n; t++) {
      const at = t * STATES;
      const b = at - STATES;
      for (let from = 0; from < STATES; from++) {
        const before = this.#ahead[b + from]!;
        if (before === 0) continue;
        for (let to = 0; to < STATES; to++) {
          gradient[from * STATES + to]! -=
            (before * this.#moves[from * STATES + to]! * this.#local[at + to]! * this.#behind[at + to]!) /
            this.#scale[t]!;
        }
      }
    }
  }
}

# Prints a table of reviews that nobody wrote: id,title,text,stars.
import random

WORDS = """the a it this was is and but not very quite good great love lovely excellent fine happy recommend bad poor
awful broken hate sad waste never box colour price screen battery sound week month friend again""".split()
draws = random.Random(1)
print("id,title,text,stars")
for i in range(20000):
    text = " ".join(draws.choices(WORDS, k=draws.randint(5, 120)))
    print(f'r{i + 1},{draws.choice(WORDS)},"{text.capitalize()}, {draws.choice(WORDS)}.",{draws.randint(1, 5)}')

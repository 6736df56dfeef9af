"""What a person's typed words mean: a word to act on, a question with a known answer, a secret. PURE.

Words in, meanings out: nothing typed is kept, and nothing here touches a conversation, Slack, a file or the network.
What is said in answer stands in `bot.texts`.
"""
